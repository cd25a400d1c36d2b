"""The action-plan portal: configuration, wiring, blueprints; nothing else."""

from datetime import UTC, datetime

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, demonstration
from portal.config import Settings
from portal.database import Database, make_engine
from portal.documents.examiner import Examiner
from portal.documents.seal import Sealer
from portal.home import HOME
from portal.views import blueprints
from portal.web import logs, pages
from portal.web.access import AccessLog
from portal.web.hashing import Hashing
from portal.web.http import Portal
from portal.web.identity import init_identity
from portal.web.outbox import Outbox
from portal.web.page_cache import PageCache
from portal.web.provider_client import ProviderClient
from portal.web.sizes import limit_size
from portal.web.static_files import init_static_files
from portal.web.telling import Telling


def create_app(settings: Settings | None = None) -> Flask:
    """The portal, wired and ready to serve.

    Raises ConfigurationError when a setting cannot work.
    """
    settings = settings or Settings.from_environment()
    logs.init_logs()
    warning = Sealer.expect_usable(settings, datetime.now(UTC))
    if warning:
        logs.logger().warning(warning)
    app = Portal("portal", root_path=str(HOME), static_folder="static", template_folder="templates")
    app.settings = settings
    init_static_files(app)
    app.database = Database(make_engine(settings.database_url, settings.database_connections))
    app.examiner = Examiner(settings)
    app.hashing = Hashing(settings)
    app.outbox = Outbox(settings.outbox)
    app.page_cache = PageCache(settings.page_cache_bytes)
    app.access_log = AccessLog()
    app.providers = ProviderClient(settings)
    app.telling = Telling(settings)
    app.config.update(
        SECRET_KEY=settings.secret_keys[0],
        SECRET_KEY_FALLBACKS=list(settings.secret_keys[1:]),
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_options = {
        "undefined": ChainableUndefined,
        "loader": ChoiceLoader([FileSystemLoader(str(HOME / "templates")), PackageLoader("nhsuk_frontend_jinja")]),
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.before_request(lambda: limit_size(app.settings))
    Compress(app)
    # it changes nothing, and its page was made before its reader signed in in another tab, which made the token another
    CSRFProtect(app).exempt("portal.views.people.sessions.go_on")
    Htmx(app)
    init_identity(app, settings)
    pages.init_pages(app)
    app.jinja_env.globals["offered_sign_ins"] = demonstration.sign_ins
    cli.init_cli(app)
    for blueprint in blueprints():
        app.register_blueprint(blueprint)
    if settings.metrics_bind:
        from portal.web.metrics import init_metrics

        init_metrics(app, app.database)
    if settings.proxy_count:
        count = settings.proxy_count
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign] # Flask's own way
    return app
