"""What somebody should hear of, made from the record: no act knows that anybody is told."""
