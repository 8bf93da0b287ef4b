package rpc

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/enum"
)

// toProto is a message as a list has it: without texts.
func toProto(municipality string, m message.Message) *messagev1.Message {
	return &messagev1.Message{
		Id: m.ID, Municipality: municipality, Kind: enum.Number[messagev1.MessageKind](string(m.Kind)), CausePosition: m.Cause,
		RecipientKind: enum.Number[messagev1.MessageRecipientKind](string(m.To.Kind)), Recipient: m.To.ID, Application: m.To.Application,
		Channel: enum.Number[messagev1.MessageChannel](string(m.Channel)), State: enum.Number[messagev1.MessageState](string(m.State)),
		Language: m.Language, Subject: m.Subject.Reveal(), NoVoicemail: m.Mind.NoVoicemail, NoCalendar: m.Mind.NoCalendar, Attempts: int32(m.Attempts),
		NextAttemptTime: moment(m.NextAttempt), Fault: enum.Number[messagev1.MessageFault](string(m.Fault)), SentTime: moment(m.SentTime),
		CreateTime: timestamppb.New(m.CreateTime), UpdateTime: timestamppb.New(m.UpdateTime), Etag: m.Etag(),
	}
}

// toProto is a message as somebody reads it alone.
func (s shown) toProto(municipality string) *messagev1.Message {
	answer := toProto(municipality, s.Message)
	answer.Body, answer.Instruction, answer.RecipientName = s.Body.Reveal(), s.Mind.Instruction.Reveal(), s.reach.Name.Reveal()
	if s.Channel == message.Call && s.State == message.ToDo {
		answer.Phone = s.reach.Phone.Reveal()
	}
	for _, one := range s.through {
		answer.GoBetweens = append(answer.GoBetweens, &messagev1.MessageGoBetween{
			Name: one.Name.Reveal(), Phone: one.Phone.Reveal(), Address: one.Address,
		})
	}
	return answer
}

// moment is not set for the zero time.
func moment(t time.Time) *timestamppb.Timestamp {
	if t.IsZero() {
		return nil
	}
	return timestamppb.New(t)
}

func templateToProto(municipality string, t message.Template) *messagev1.MessageTemplate {
	return &messagev1.MessageTemplate{
		Id: t.ResourceID(), Municipality: municipality, Kind: enum.Number[messagev1.MessageKind](string(t.Kind)), Channel: enum.Number[messagev1.MessageChannel](string(t.Channel)),
		Language: t.Language, Subject: t.Subject, Body: t.Body, Standard: t.Standard, Placeholders: message.Words(t.Kind, t.Channel),
		CreateTime: moment(t.CreateTime), UpdateTime: moment(t.UpdateTime), Etag: t.Etag(),
	}
}
