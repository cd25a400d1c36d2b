"""How much of anything there may be: a part of the settings, each a number that the environment can change."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Each is read from the variable of the same name in capitals; most are 1 or more (`portal.config`)."""

    cases_per_page: int = 25
    entries_per_page: int = 100
    access_rows_per_page: int = 50
    messages_per_page: int = 30
    max_notices_at_once: int = 500
    draft_versions_per_page: int = 50
    accounts_shown: int = 50
    entries_checked_unasked: int = 1_000
    revisions_per_page: int = 30
    conversations_per_page: int = 50
    notes_in_place: int = 400
    max_clause_characters: int = 20_000
    max_comment_characters: int = 10_000
    max_reason_characters: int = 2_000
    max_signature_note_characters: int = 1_000
    max_title_characters: int = 200
    max_label_characters: int = 60
    max_clauses: int = 2_000
    max_fields: int = 40
    max_import_bytes: int = 2_000_000
    max_unclear_lines: int = 1_000
    max_levels: int = 20
    max_stages: int = 30
    max_stage_weeks: int = 104
    max_examined_signatures: int = 4
    max_examination_seconds: int = 5
    max_examination_wait_seconds: int = 20
    max_examination_memory: int = 400_000_000
    max_examinations_at_once: int = 2
    max_hashes_at_once: int = 4
    max_hash_wait_seconds: int = 10
    max_reviews: int = 20
    sign_in_attempts: int = 5
    sign_in_attempts_per_source: int = 50
    sign_in_attempts_in_all: int = 500
    sign_in_window_minutes: int = 15
    resets_per_address: int = 3
    resets_per_source: int = 20
    reset_window_minutes: int = 60
    max_open_proposals: int = 1_000
    max_advice_days: int = 90
    max_blocker_days: int = 90
    max_blocker_characters: int = 200
    max_comment_pause_days: int = 28
    ending_wait_working_days: int = 5
    max_safety_days_back: int = 60
    max_teller_characters: int = 200
    max_call_characters: int = 1_000
    max_phone_characters: int = 60
    max_offered_times: int = 3
    max_time_characters: int = 120
    max_small_form_bytes: int = 250_000
    max_text_form_bytes: int = 1_000_000
    max_request_bytes: int = 4_000_000
    max_scan_bytes: int = 10_000_000
    max_scan_million_dots: int = 100
    max_scan_form_bytes: int = 30_000_000
    max_form_fields: int = 5_000
    max_shown_again_characters: int = 200_000
    page_cache_bytes: int = 64_000_000
    letters_shown: int = 50
    max_phrase_characters: int = 60
    max_mail_seconds: int = 30
    mail_claim_minutes: int = 10
    mail_tries: int = 12
    mail_pause_seconds: int = 5
    mail_reminder_minutes: int = 60
    max_passkeys: int = 10
    max_provider_seconds: int = 10
    max_provider_bytes: int = 500_000
    max_provider_requests_at_once: int = 4
    provider_description_minutes: int = 10
    invitation_days: int = 14
    max_open_invitations: int = 50
    invitation_letters_per_hour: int = 60
    keep_sign_ins_days: int = 90
    keep_links_days: int = 30
    keep_mail_days: int = 30
    keep_sent_forms_days: int = 30
