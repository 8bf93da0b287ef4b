package words

// dutch are the Dutch words of each value. The first is shown; all may be typed.
var dutch = Merge(
	commonValues, adminValues, complaintValues, eventsValues, expenseValues, intakeValues,
	matchingValues, meetingValues, messageValues, privacyValues, signalValues, supportValues,
	surveyValues, volunteerValues,
)
