package door

import (
	"context"
	"encoding/binary"
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	encodingproto "google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/errs"
)

// wire is what a call over the network can do besides what the gRPC library shows of it. The
// library knows one bound for all methods, and holds it when the whole message came in; with these
// the door reads the message itself, by the bound of the method. A library without them is noticed
// by a test, and falls back to its own bound.
type wire interface {
	// ReadMessageHeader reads the five bytes before a message: compressed or not, and its length.
	ReadMessageHeader(header []byte) error
	// Read reads so many bytes.
	Read(n int) (mem.BufferSlice, error)
	// RecvCompress names how the caller compresses.
	RecvCompress() string
}

// headerSize is the size of what goes before a message on the wire.
const headerSize = 5

// encoded is how messages are written on the wire.
var encoded = encoding.GetCodecV2(encodingproto.Name)

// receive reads the next message of a call into m, at most as large as the method takes: one that
// says it is larger, or turns out to be, is not read any further. An in-process call has no wire,
// and its message comes by otherwise.
func (d *Door) receive(ctx context.Context, p *passage, m any, otherwise func(any) error) error {
	w, isWire := grpc.ServerTransportStreamFromContext(ctx).(wire)
	message, isProto := m.(proto.Message)
	if !isWire || !isProto {
		return otherwise(m)
	}
	defer d.hurry(ctx, p)()
	data, err := readMessage(w, p.head[:], d.most(p))
	if errors.Is(err, io.EOF) && p.many {
		return err // the caller has said all that it had to say
	}
	if err != nil {
		return unread(ctx, err)
	}
	defer data.Free()
	p.size = data.Len()
	if err := encoded.Unmarshal(data, message); err != nil {
		return errs.New(errs.Invalid).Because(err)
	}
	if p.many {
		return nil
	}
	switch err := w.ReadMessageHeader(p.head[:]); {
	case err == nil:
		return errs.New(errs.Invalid).Because(errors.New("more than one request"))
	case errors.Is(err, io.EOF):
		return nil
	default:
		return unread(ctx, err)
	}
}

// most is how large a request may be, in bytes.
func (d *Door) most(p *passage) int {
	if p.contract != nil && p.contract.upload {
		return d.MaxUpload
	}
	return d.MaxRequest
}

// readMessage reads one message and unpacks it; header is room for what goes before it.
func readMessage(w wire, header []byte, most int) (mem.BufferSlice, error) {
	if err := w.ReadMessageHeader(header); err != nil {
		return nil, err
	}
	length := binary.BigEndian.Uint32(header[1:])
	if int64(length) > int64(most) {
		return nil, errs.New(errs.TooLarge)
	}
	data, err := w.Read(int(length))
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	if header[0] == 0 {
		return data, nil
	}
	defer data.Free()
	return inflate(data, w.RecvCompress(), most)
}

// inflate unpacks a compressed message, and stops when it gets larger than most.
func inflate(data mem.BufferSlice, how string, most int) (mem.BufferSlice, error) {
	compressor := encoding.GetCompressor(how)
	if compressor == nil {
		return nil, errs.New(errs.Invalid).Because(errors.New("compressed in no way that was named"))
	}
	plain, err := compressor.Decompress(data.Reader())
	if err != nil {
		return nil, errs.New(errs.Invalid).Because(err)
	}
	unpacked, err := mem.ReadAll(io.LimitReader(plain, int64(most)+1), mem.DefaultBufferPool())
	switch {
	case err != nil:
		err = errs.New(errs.Invalid).Because(err)
	case unpacked.Len() > most:
		err = errs.New(errs.TooLarge)
	default:
		return unpacked, nil
	}
	unpacked.Free()
	return nil, err
}

// unread is the refusal of a message that could not be read: it did not come whole, or its caller
// left. None of it is a fault of ours.
func unread(ctx context.Context, err error) error {
	switch {
	case isSlow(ctx):
		return errs.New(errs.Invalid).Because(errSlow)
	case errs.Of(err) != nil, status.Code(err) == codes.DeadlineExceeded:
		return err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errs.New(errs.Invalid).Because(err)
	default:
		return errs.New(errs.Canceled).Because(err)
	}
}
