"""What can happen to a toy."""

from portal.domain.record.kinds import EVERYBODY, Kind

TOY_NAMED = Kind("toy.named", "A toy was given another name", EVERYBODY)
