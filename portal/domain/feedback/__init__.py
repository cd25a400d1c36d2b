"""PSR's view of a plan that the organisation drafted itself: "a view, not approval" (000 L15; design: feedback)."""
