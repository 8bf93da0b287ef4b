package cli

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"

	"oco.example/oco/clients/cmd/oco/internal/clock"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/cmd/oco/internal/words"
	"oco.example/oco/clients/oco"
)

var events = group{
	use: "events", aliases: []string{"gebeurtenissen"}, section: reports, short: "What happened, in order",
	commands: []command{{
		rpc: eventsv1.EventService_WatchEvents_FullMethodName, use: "watch", short: "Show what happens, as it happens",
		long: "Goes on until Ctrl-C or --limit, over a broken connection too. It begins with what comes from now on; --after 0 begins at the beginning. JSON is one object a line.",
		example: `oco events watch
			oco events watch --after 0 --limit 100 --output json`,
		flags: func(set *pflag.FlagSet) { set.Int("limit", 0, "stop after so many events (default: go on)") },
		run:   watchEvents,
	}},
}

func watchEvents(c *call) error {
	if !c.cmd.Flags().Changed("after") {
		if err := c.cmd.Flags().Set("after", "-1"); err != nil {
			return err
		}
	}
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*eventsv1.WatchEventsRequest)
	if !ok {
		return errContract
	}
	limit, _ := c.cmd.Flags().GetInt("limit") // the command has the flag
	position, seen := ask.GetAfterPosition(), 0
	for answer, err := range c.client.WatchEvents(c.ctx, ask.GetMunicipality(), position) {
		if interrupted(err) {
			break
		}
		if err != nil {
			return err
		}
		position = answer.GetPosition()
		if answer.GetEvent() == nil {
			continue
		}
		if err := printEvent(c, answer.GetEvent()); err != nil {
			return err
		}
		if seen++; seen == limit {
			break
		}
	}
	fmt.Fprintln(c.err, c.say("event.go_on", "position", strconv.FormatInt(position, 10)))
	return nil
}

// interrupted reports whether the user stopped a stream: that is how watching ends.
func interrupted(err error) bool {
	return err != nil && (errors.Is(err, context.Canceled) || oco.AsError(err).Reason == commonv1.ErrorReason_ERROR_REASON_CANCELED)
}

// printEvent prints one event at once, so that the rows of one stream stand below each other in
// whatever reads them.
func printEvent(c *call, event *eventv1.Event) error {
	switch c.printer.Format {
	case show.JSON:
		return c.printer.Line(event)
	case show.CSV:
		programs := *c.printer
		programs.Language = "en" // they read the same whatever the language
		kind, payload := unpack(event, &programs)
		w := csv.NewWriter(c.out)
		if err := w.Write([]string{strconv.FormatInt(event.GetPosition(), 10), event.GetOccurredTime().AsTime().Format(time.RFC3339), kind, payload}); err != nil {
			return err
		}
		w.Flush()
		return w.Error()
	default:
		kind, payload := unpack(event, c.printer)
		_, err := fmt.Fprintf(c.out, "%d  %s  %s  %s\n", event.GetPosition(), event.GetOccurredTime().AsTime().In(clock.Zone).Format(time.DateTime), kind, payload)
		return err
	}
}

// unpack is the kind of an event, "offer made", and what it tells, in a line, as a printer says it.
func unpack(event *eventv1.Event, p *show.Printer) (kind, payload string) {
	m := event.ProtoReflect()
	field := m.WhichOneof(m.Descriptor().Oneofs().ByName("payload"))
	if field == nil {
		return texts.Say(p.Language, "event.newer"), ""
	}
	return words.Field(string(field.Name()), p.Language), p.Text(m.Get(field).Message().Interface())
}
