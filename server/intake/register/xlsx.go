package register

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/platform/errs"
)

const (
	// maxUnzipped is what a workbook may be unpacked, in bytes. A workbook of MaxRows rows stays
	// below it; a zip bomb does not.
	maxUnzipped = 96 << 20
	// maxOtherPart is what a part may be that is neither a sheet nor the shared texts, in bytes.
	maxOtherPart = 8 << 20
	maxTexts     = 1_500_000
	maxParts     = 2_000 // files inside a workbook
	maxSheets    = 50
)

// readWorkbook reads the sheet of an XLSX file that is the register. Cells are read as they are stored,
// because their format hides the century, and day and month of a date may be shown in the order of
// another country.
func readWorkbook(file []byte, look look) (result *source, err error) {
	if err := checkArchive(file); err != nil {
		return nil, err
	}
	// The library was written for files that spreadsheet programs make; a file made to break it
	// must end this import and nothing else.
	defer func() {
		if cause := recover(); cause != nil {
			result, err = nil, refuse(RuleFileBroken).Because(fmt.Errorf("workbook: %v", cause))
		}
	}()
	// Equal limits keep the library from writing sheets, with the people in them, to a temporary file.
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, refuse(RuleFileBroken).Because(err)
	}
	defer func() {
		if closing := book.Close(); closing != nil && err == nil {
			result, err = nil, refuse(RuleFileBroken).Because(closing)
		}
	}()
	found := &source{format: "xlsx"}
	if properties, err := book.GetWorkbookProps(); err == nil && properties.Date1904 != nil && *properties.Date1904 {
		found.later = epoch1904
	}
	if err := chooseSheet(book, look, found); err != nil {
		return nil, err
	}
	return found, nil
}

// readSheet reads the rows of one sheet up to the last one that is not empty. Rows that the file
// leaves out are empty rows. Shown are the same rows as the workbook shows them, or nil.
func readSheet(rows, shown *excelize.Rows) ([]record, error) {
	var records []record
	empty := 0
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, refuse(RuleFileBroken).Because(err)
		}
		if err := asShown(cells, shown); err != nil {
			return nil, err
		}
		if cells = trimmed(cells); len(cells) == 0 {
			empty++
			continue
		}
		if len(records)+empty >= MaxRows {
			return nil, refuse(RuleTooManyRows, "limit", strconv.Itoa(MaxRows))
		}
		for ; empty > 0; empty-- {
			records = append(records, record{line: line - empty})
		}
		for i := range cells {
			cells[i] = stored(cells[i])
		}
		records = append(records, record{line: line, cells: cells})
	}
	for _, iterator := range []*excelize.Rows{rows, shown} {
		if iterator == nil {
			continue
		}
		if err := iterator.Close(); err != nil {
			return nil, refuse(RuleFileBroken).Because(err)
		}
	}
	if err := withinLimits(records); err != nil {
		return nil, err
	}
	return records, nil
}

// longNumber is how a workbook stores large or very exact numbers: 3.1611021000E10, 7.1999999999999993.
var longNumber = regexp.MustCompile(`^-?\d(?:\.\d+)?E[+-]?\d{1,2}$|^-?\d+\.\d{13,}$`)

// stored undoes the way in which a workbook stores numbers.
func stored(cell string) string {
	if !longNumber.MatchString(cell) {
		return cell
	}
	number, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	const exactly = 15 // the digits that a spreadsheet keeps
	text := strconv.FormatFloat(number, 'g', exactly, 64)
	if rounded, err := strconv.ParseFloat(text, 64); err == nil {
		text = strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	return text
}

// checkArchive refuses what is no workbook, or would unpack to more than we want to hold, before
// anything is unpacked. The reader of each part stops at the size that is announced here.
func checkArchive(file []byte) *errs.Error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return refuse(RuleFileBroken).Because(err)
	}
	if len(archive.File) > maxParts {
		return refuse(RuleFileTooLarge)
	}
	var size uint64
	workbook := false
	for _, part := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		workbook = workbook || name == "[content_types].xml"
		size += min(part.UncompressedSize64, maxUnzipped+1)
		if size > maxUnzipped || part.UncompressedSize64 > allowance(name) {
			return refuse(RuleFileTooLarge)
		}
		if name == sharedTexts && countTexts(part) > maxTexts {
			return refuse(RuleFileTooLarge)
		}
	}
	if !workbook {
		return refuse(RuleFileKind) // OpenDocument, or any other archive
	}
	return nil
}

// sharedTexts is the part that holds every text of a workbook once.
const sharedTexts = "xl/sharedstrings.xml"

// allowance is how large a part may be. Sheets are read row by row, texts are counted first; all
// other parts are taken whole into memory, many times their size.
func allowance(name string) uint64 {
	if strings.HasPrefix(name, "xl/worksheets/") || strings.HasPrefix(name, "xl/media/") || name == sharedTexts {
		return maxUnzipped
	}
	return maxOtherPart
}

// countTexts counts the texts in the part that shares them: an empty one takes five bytes in the
// file and a hundred in memory.
func countTexts(part *zip.File) int {
	reader, err := part.Open()
	if err != nil {
		return 0 // the library will say what is wrong with it
	}
	defer func() { _ = reader.Close() }()
	count := 0
	scanner := bufio.NewScanner(io.LimitReader(reader, maxUnzipped))
	scanner.Buffer(make([]byte, 0, 64<<10), 1<<20)
	scanner.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.Index(data, []byte("<si")); i >= 0 {
			return i + 3, data[i : i+3], nil
		}
		if atEOF {
			return len(data), nil, nil
		}
		return max(0, len(data)-2), nil, nil
	})
	for scanner.Scan() {
		count++
	}
	return count
}
