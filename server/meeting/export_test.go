package meeting

// AddDays is addDays.
var AddDays = addDays
