package rpc

import (
	"strings"

	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/reporting"
)

// labels are what people read for the lines of the tables, in one language.
type labels struct {
	language string
	entries  map[reporting.Table][]reporting.Entry
}

// prefixes are those of the enums whose values are the keys of a table.
var prefixes = map[reporting.Table]string{
	reporting.Channels: "CHANNEL_", reporting.LifeDomains: "LIFE_DOMAIN_", reporting.Routes: "ROUTE_",
	reporting.DirectAnswerLifeDomains: "LIFE_DOMAIN_",
}

// of is the label of a line; the key itself when nothing is known for it.
func (l labels) of(table reporting.Table, key string) string {
	label := l.find(table, key)
	if label == "" {
		return key
	}
	return label
}

func (l labels) find(table reporting.Table, key string) string {
	for _, entry := range l.entries[table] {
		if entry.Key == key {
			return entry.Label
		}
	}
	switch table {
	case reporting.Months: // "2021-01" is "januari 2021"
		year, month, _ := strings.Cut(key, "-")
		if name := texts.Word(l.language, "month."+month); name != "" {
			return name + " " + year
		}
		return ""
	case reporting.DaysToMatch:
		return texts.Word(l.language, "days."+key)
	default:
		return texts.Word(l.language, prefixes[table]+strings.ToUpper(key))
	}
}
