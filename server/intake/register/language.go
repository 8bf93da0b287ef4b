package register

import (
	"regexp"

	"golang.org/x/text/language"
)

// wellFormed is what the contract takes for a language.
var wellFormed = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// languageNames are the languages that supporters speak, in Dutch and English, folded, with their
// BCP 47 tags.
var languageNames = words[string]{
	"nl": {"nederlands", "dutch"}, "en": {"engels", "english"}, "de": {"duits", "german"},
	"fr": {"frans", "french"}, "es": {"spaans", "spanish"}, "pt": {"portugees", "portuguese"},
	"it": {"italiaans", "italian"}, "tr": {"turks", "turkish"}, "ar": {"arabisch", "arabic"},
	"ary": {"marokkaans", "darija", "marokkaans arabisch"}, "ber": {"berbers", "berber"},
	"zgh": {"tamazight"}, "rif": {"tarifit", "riffijns"}, "pl": {"pools", "polish"}, "ru": {"russisch", "russian"},
	"uk": {"oekraiens", "ukrainian"}, "ro": {"roemeens", "romanian"}, "bg": {"bulgaars", "bulgarian"},
	"hu": {"hongaars", "hungarian"}, "cs": {"tsjechisch", "czech"}, "sk": {"slowaaks", "slovak"},
	"lt": {"litouws", "lithuanian"}, "lv": {"lets", "latvian"}, "el": {"grieks", "greek"},
	"bs": {"bosnisch", "bosnian"}, "hr": {"kroatisch", "croatian"}, "sr": {"servisch", "serbian"},
	"sq": {"albanees", "albanian"}, "hy": {"armeens", "armenian"}, "ka": {"georgisch", "georgian"},
	"fa": {"perzisch", "farsi", "persian"}, "prs": {"dari"}, "ps": {"pasjtoe", "pashto"},
	"ku": {"koerdisch", "kurdish"}, "kmr": {"kurmanci"}, "ckb": {"sorani"}, "he": {"hebreeuws", "hebrew"},
	"ti": {"tigrinya", "tigrinja"}, "am": {"amhaars", "amharic"}, "so": {"somalisch", "somali"},
	"om": {"oromo"}, "sw": {"swahili"}, "ur": {"urdu"}, "hi": {"hindi"}, "hns": {"hindoestaans", "sarnami"},
	"bn": {"bengaals", "bengali"}, "ta": {"tamil"}, "pa": {"punjabi"}, "zh": {"chinees", "chinese", "mandarijn"},
	"yue": {"kantonees", "cantonese"}, "vi": {"vietnamees", "vietnamese"}, "th": {"thais", "thai"},
	"id": {"indonesisch", "indonesian"}, "ms": {"maleis", "malay"}, "jv": {"javaans", "javanese"},
	"ja": {"japans", "japanese"}, "ko": {"koreaans", "korean"}, "tl": {"tagalog", "filipijns"},
	"pap": {"papiaments", "papiamento", "papiamentu"}, "srn": {"sranan", "sranantongo", "surinaams"},
	"fy": {"fries", "frisian"}, "li": {"limburgs"}, "yi": {"jiddisch"}, "rom": {"romani"},
	"dse": {"gebarentaal", "nederlandse gebarentaal", "ngt", "dutch sign language"},
}.index()

// languages reads a cell of languages as BCP 47 tags, each once and in order, and counts the words
// that are no language.
func languages(text string) (tags []string, unknown int) {
	for _, word := range parts(text) {
		if tag, known := lookUp(languageNames, word); known {
			tags = once(tags, tag)
			continue
		}
		tag, err := language.Parse(word)
		if err != nil || tag == language.Und || !wellFormed.MatchString(tag.String()) {
			unknown++
			continue
		}
		tags = once(tags, tag.String())
	}
	return tags, unknown
}
