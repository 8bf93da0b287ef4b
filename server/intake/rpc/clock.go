package rpc

import (
	"strconv"
	"time"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/texts"
)

// clocksToProto are the promises of an application as they stood when it was read.
func clocksToProto(language string, a intake.Application) []*intakev1.PromiseClock {
	list := make([]*intakev1.PromiseClock, 0, len(a.Clocks))
	for _, c := range a.Clocks {
		list = append(list, &intakev1.PromiseClock{
			Kind: enum.Number[intakev1.PromiseKind](string(c.Kind)), State: enum.Number[intakev1.PromiseState](string(c.State(a.Read))),
			DueTime: moment.Of(c.Due), WarnTime: moment.Of(c.Warn), KeptTime: moment.Of(c.Kept), Urgent: !c.Urgent.IsZero(), Text: inWords(language, c, a.Read),
		})
	}
	return list
}

// inWords says how a promise stands: "koppelen: nog 2 uur".
func inWords(language string, c promise.Clock, now time.Time) string {
	state, key := c.State(now), "promise.kept"
	switch {
	case state == promise.Still:
		key = "promise.still"
	case state == promise.Broken && c.Kept.IsZero():
		key = "promise.late"
	case state == promise.Broken:
		key = "promise.kept_late"
	case state != promise.Kept:
		key = "promise.left"
	}
	n, unit := c.Left(now)
	span := texts.Sentence(language, "promise."+string(unit), map[string]string{"count": strconv.Itoa(n)})
	if n == 1 {
		span = texts.Word(language, "promise.one."+string(unit))
	}
	return texts.Sentence(language, key, map[string]string{"what": texts.Word(language, "PROMISE_KIND_"+string(c.Kind)), "span": span})
}
