"""Words that carry little sense by themselves: that one of them takes another's place is not said."""

COMMON = frozenset(
    (
        "a an the this that these those there here it its itself he she they him her them his hers their "
        "theirs himself herself themselves we us our ours you your yours yourself i me my mine one ones who "
        "whom whose which what where why how as at by for from in into of off on onto out over through to "
        "toward towards under up upon via with about across along among around between beyond near per than "
        "like such so very too also just even still yet then thus hence therefore however moreover "
        "furthermore although though because if else whether when while whilst whereas and or but nor am is "
        "are was were be been being do does did done doing have has had having will would can could may might "
        "shall should must get gets got getting make makes made making let lets go goes e.g i.e eg ie etc "
        "for-example namely please simply really quite rather now perhaps maybe well actually basically own "
        "other another same more most much many any some all both each either every few several no not again "
        "already ever always often usually sometimes back only used using use uses s t re ve ll d m new thing "
        "things way ways lot lots kind sort dr mr mrs ms prof need needs want wants see example instance case "
        "within without against during after before since until above below easy easier hard hello ensure "
        "sure able "
    ).split()
)
