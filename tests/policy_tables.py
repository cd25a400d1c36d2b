"""Who may do what, action by persona, in each state of a thing."""

MATRIX = """
                    editor signatory practitioner representative adviser reviewer observer
VIEW_CASE           yes    yes       yes          yes            yes     yes      -
IMPORT_DRAFT        yes    yes       -            -              yes     -        -
EDIT_DRAFT          -      -         -            -              yes     -        -
ISSUE               -      -         -            -              yes     -        -
ASK_FOR_FEEDBACK    -      -         -            -              -       -        -
VIEW_FEEDBACK_REQUEST yes  yes       -            -              yes     yes      -
ANSWER_ABOUT_REQUEST yes   yes       -            -              -       -        -
ATTACH_DOCUMENT     yes    yes       -            -              -       -        -
READ_DOCUMENT       yes    yes       -            -              yes     yes      -
TAKE_BACK_REQUEST   yes    yes       -            -              -       -        -
DECIDE_REQUEST      -      -         -            -              yes     -        -
ASSIGN_REVIEW       -      -         -            -              yes     -        -
WRITE_REVIEW        -      -         -            -              -       yes      -
READ_SECOND         -      -         -            -              yes     -        -
COMMENT_ON_REVIEW   -      -         -            -              yes     yes      -
VIEW_REVIEW         yes    yes       -            -              yes     yes      -
SEND_URGENT_POINT   -      -         -            -              -       yes      -
VIEW_URGENT_POINT   yes    yes       -            -              yes     yes      -
HEAR_URGENT_POINT   yes    yes       -            -              -       -        -
REPLY_TO_FEEDBACK   yes    yes       -            -              -       -        -
SHOW_FEEDBACK       yes    yes       -            -              -       -        -
VIEW_PLAN           yes    yes       yes          yes            yes     yes      -
TAKE_PACK           yes    yes       yes          yes            -       -        -
VIEW_ACCESS         -      -         -            -              yes     -        -
VIEW_RECORD         yes    yes       yes          yes            yes     yes      -
TAKE_RECORD         yes    yes       yes          yes            yes     yes      -
SUGGEST             yes    yes       yes          yes            yes     -        -
VIEW_PROPOSAL       yes    yes       yes          yes            yes     yes      -
ASSENT              yes    yes       yes          -              -       -        -
DECLINE             yes    yes       yes          -              -       -        -
KEEP_ANSWER         yes    yes       yes          -              -       -        -
CAUTION             -      -         -            yes            -       -        -
VIEW_KEPT_ANSWERS   yes    yes       yes          yes            -       -        -
ANSWER_TOGETHER     yes    yes       yes          -              -       -        -
PUT_FORWARD_TOGETHER  yes  yes       yes          -              -       -        -
CONFIRM_TOGETHER    yes    yes       yes          -              -       -        -
COMMENT             yes    yes       yes          yes            yes     -        -
REPLY               yes    yes       yes          -              yes     -        -
SETTLE              yes    yes       yes          -              yes     -        -
REOPEN              yes    yes       yes          -              yes     -        -
PUT_FORWARD_COPY    yes    yes       yes          -              yes     -        -
RAISE_CONCERN       yes    yes       yes          yes            -       -        -
VIEW_CONCERN        yes    -         -            -              yes     -        -
ANSWER_CONCERN      -      -         -            -              yes     -        -
ASK                 yes    yes       yes          -              -       -        -
NAME_BLOCKER        yes    yes       yes          -              -       -        -
END_BLOCKER         -      -         yes          -              -       -        -
TAKE_ADVICE         yes    yes       yes          -              -       -        -
KEEP_FINDING        yes    yes       yes          -              -       -        -
OPEN_AGREEMENT      yes    yes       yes          -              -       -        -
CANCEL_AGREEMENT    yes    yes       yes          -              -       -        -
VIEW_AGREEMENT      yes    yes       yes          yes            yes     yes      -
SIGN                -      yes       yes          -              -       -        -
DECLINE_TO_SIGN     -      yes       yes          -              -       -        -
WITHDRAW_PLAN       -      -         -            -              yes     -        -
TAKE_SAFETY_ACTION  yes    yes       -            -              -       -        -
VIEW_SAFETY_ACTION  yes    yes       yes          yes            yes     yes      -
COMMENT_ON_SAFETY   yes    yes       yes          -              yes     -        -
END_SAFETY_ACTION   yes    yes       -            -              -       -        -
SAY_WHO_TOLD        yes    yes       -            -              -       -        -
NOTE_SAFETY_CALL    -      -         -            -              yes     -        -
VIEW_CALLS          yes    yes       yes          yes            yes     yes      -
ASK_FOR_CALL        yes    yes       yes          yes            -       -        -
TAKE_BACK_CALL      -      -         yes          yes            -       -        -
NOTE_CALL           -      -         -            -              yes     -        -
VIEW_TALK           yes    yes       yes          yes            yes     yes      -
OFFER_TALK          yes    yes       yes          -              -       -        -
ANSWER_TALK         yes    yes       yes          -              -       -        -
NOTE_TALK           yes    yes       yes          -              -       -        -
ASK_TO_MEET         yes    yes       yes          -              -       -        -
TAKE_BACK_MEETING   yes    yes       yes          -              -       -        -
SETTLE_MEETING      -      -         -            -              yes     -        -
GIVE_VIEW           yes    yes       yes          -              -       -        -
END_PLAN            -      -         -            -              yes     -        -
INVITE              yes    yes       yes          -              yes     -        -
CHANGE_INVITATION   yes    yes       -            -              yes     -        -
TAKE_OFF            yes    -         -            -              yes     -        -
LIMIT               -      -         yes          -              -       -        -
NAME                -      -         yes          -              -       -        -
PAUSE               -      -         -            -              yes     -        -
SAY_WISHES          -      -         yes          -              -       -        -
SERVE_ON_PAPER      -      -         -            -              yes     -        -
VIEW_PAPERS         -      -         yes          yes            yes     -        -
MAKE_PAPER          -      -         -            -              yes     -        -
ENTER_PAPER         -      -         -            -              yes     -        -
CONFIRM_PAPER       -      -         -            -              yes     -        -
DISPUTE_PAPER       -      -         yes          -              -       -        -
NAME_DEPUTY         -      yes       -            -              -       -        -
LEAVE               yes    yes       -            yes            yes     yes      -
HAND_OVER           -      -         -            yes            -       -        -
VIEW_HANDOVER       -      -         yes          yes            -       -        -
ANSWER_HANDOVER     -      -         yes          -              -       -        -
TAKE_BACK_HANDOVER  -      -         -            yes            -       -        -
VIEW_SHOWINGS       yes    yes       yes          yes            yes     yes      -
OFFER_SHOWING       yes    yes       yes          -              -       -        -
ANSWER_SHOWING      yes    yes       -            -              -       -        -
END_SHOWING         -      -         yes          -              -       -        -
READ_SHOWN          -      -         -            -              -       -        -
"""
PUTS_ON = """
                    editor signatory practitioner representative adviser reviewer observer
EDITOR              yes    yes       -            -              yes     -        -
SIGNATORY           yes    yes       -            -              yes     -        -
PRACTITIONER        -      -         -            -              yes     -        -
REPRESENTATIVE      -      -         yes          -              -       -        -
ADVISER             -      -         -            -              yes     -        -
REVIEWER            -      -         -            -              yes     -        -
OBSERVER            -      -         -            -              yes     -        -
"""
WITH_THE_PRACTITIONERS_DRAFT = """
                    editor signatory practitioner representative adviser reviewer observer
REWRITE             -      -         yes          yes            -       -        -
PUT_FORWARD         -      -         yes          -              -       -        -
CONFIRM             -      -         yes          -              -       -        -
WITHDRAW            -      -         yes          -              -       -        -
"""
WITH_THE_PRACTITIONERS_CHANGE = WITH_THE_PRACTITIONERS_DRAFT.replace(
    "REWRITE             -      -         yes          yes", "REWRITE             -      -         yes          -  "
)
WITH_THE_ORGANISATIONS_CHANGE = """
                    editor signatory practitioner representative adviser reviewer observer
REWRITE             yes    yes       -            -              -       -        -
PUT_FORWARD         yes    yes       -            -              -       -        -
CONFIRM             yes    yes       -            -              -       -        -
WITHDRAW            yes    yes       -            -              -       -        -
"""
WITH_PSRS_CHANGE = """
                    editor signatory practitioner representative adviser reviewer observer
REWRITE             -      -         -            -              yes     -        -
PUT_FORWARD         -      -         -            -              yes     -        -
CONFIRM             -      -         -            -              yes     -        -
WITHDRAW            -      -         -            -              yes     -        -
"""
AFTER_AGREEMENT = """
                    editor signatory practitioner representative adviser reviewer observer
SUGGEST             yes    yes       yes          yes            yes     -        -
PUT_FORWARD         yes    yes       -            -              -       -        -
CONFIRM             yes    yes       -            -              -       -        -
WITHDRAW            yes    yes       -            -              -       -        -
REWRITE             yes    yes       -            -              -       -        -
ASSENT              -      yes       yes          -              -       -        -
DECLINE             -      yes       yes          -              -       -        -
ASK                 -      yes       yes          -              -       -        -
OFFER_SHOWING       -      yes       yes          -              -       -        -
ANSWER_SHOWING      -      yes       -            -              -       -        -
VIEW_SHOWINGS       yes    yes       yes          yes            yes     yes      -
KEEP_ANSWER         yes    yes       yes          -              -       -        -
COMMENT             yes    yes       yes          yes            yes     -        -
KEEP_FINDING        yes    yes       yes          -              -       -        -
OPEN_AGREEMENT      yes    yes       yes          -              -       -        -
CANCEL_AGREEMENT    yes    yes       yes          -              -       -        -
SIGN                -      yes       yes          -              -       -        -
WITHDRAW_PLAN       -      -         -            -              yes     -        -
TAKE_SAFETY_ACTION  yes    yes       -            -              -       -        -
COMMENT_ON_SAFETY   yes    yes       yes          -              yes     -        -
END_SAFETY_ACTION   yes    yes       -            -              -       -        -
SAY_WHO_TOLD        yes    yes       -            -              -       -        -
NOTE_SAFETY_CALL    -      -         -            -              yes     -        -
"""
BEFORE_ISSUE = """
                    editor signatory practitioner representative adviser reviewer observer
VIEW_PLAN           -      -         -            -              yes     -        -
EDIT_DRAFT          -      -         -            -              yes     -        -
ISSUE               -      -         -            -              yes     -        -
SUGGEST             -      -         -            -              yes     -        -
TAKE_SAFETY_ACTION  -      -         -            -              -       -        -
COMMENT             -      -         -            -              yes     -        -
VIEW_CASE           yes    yes       yes          yes            yes     yes      -
"""
ORGANISATIONS_DRAFT = """
                    editor signatory practitioner representative adviser reviewer observer
VIEW_PLAN           yes    yes       -            -              -       -        -
EDIT_DRAFT          yes    yes       -            -              -       -        -
ASK_FOR_FEEDBACK    yes    yes       -            -              -       -        -
ISSUE               yes    yes       -            -              -       -        -
COMMENT             -      -         -            -              -       -        -
TAKE_PACK           -      -         -            -              -       -        -
TAKE_SAFETY_ACTION  -      -         -            -              -       -        -
"""
SHARED_BY_THE_ORGANISATION = """
                    editor signatory practitioner representative adviser reviewer observer
VIEW_PLAN           yes    yes       yes          yes            yes     yes      -
EDIT_DRAFT          yes    yes       -            -              -       -        -
SUGGEST             yes    yes       yes          yes            yes     -        -
ASSENT              yes    yes       yes          -              -       -        -
SIGN                -      yes       yes          -              -       -        -
"""
PRIVATE_REVIEW = """
                    editor signatory practitioner representative adviser reviewer observer
WRITE_REVIEW        -      -         -            -              -       yes      -
READ_SECOND         -      -         -            -              yes     -        -
COMMENT_ON_REVIEW   -      -         -            -              yes     yes      -
VIEW_REVIEW         -      -         -            -              yes     yes      -
"""


# what people do about those who act for the story's organisation, and about accounts, never by being on a case
STAFF_MATRIX = """
                          member administrator psr psr_administrator elsewhere
VIEW_STAFF                -      yes           -   yes               -
INVITE_STAFF              -      yes           -   yes               -
CHANGE_STAFF_INVITATION   -      yes           -   yes               -
TAKE_OFF_STAFF            -      yes           -   -                 -
NAME_ADMINISTRATOR        -      yes           -   yes               -
LET_OPEN_CASES            -      yes           -   -                 -
VIEW_ORGANISATIONS        -      -             -   yes               -
ADD_ORGANISATION          -      -             -   yes               -
VIEW_ACCOUNTS             -      -             -   yes               -
CHANGE_ACCOUNT            -      -             -   yes               -
RESTORE_ACCOUNT           -      -             -   yes               -
VIEW_MAIL                 -      -             -   yes               -
SEND_MAIL_AGAIN           -      -             -   yes               -
"""


# what people do about their own place in an organisation and their own absence, or as who is asked to cover
OWN_MATRIX = """
                  oneself cover colleague administrator defence
GO_AWAY           yes     -     -         -             -
HAND_OVER_CASES   yes     -     -         -             -
COME_BACK         yes     -     -         -             -
COVER             -       yes   -         -             -
"""
