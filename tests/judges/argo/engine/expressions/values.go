// Values of parameters: wire texts of the kind that an expression takes a parameter for.

package main

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/expr-lang/expr"
)

// reference is a parameter as an expression reads it: whose, and which.
type reference struct {
	written    string
	typed      bool // by a person, at submission
	task, name string
}

var referred = regexp.MustCompile(
	`(?:inputs|(workflow)|tasks(?:\.([A-Za-z_]\w*)|\['([^']+)'\])\??\.outputs)\??\.parameters\??(?:\.?\['([^']+)'\]|\.([A-Za-z_]\w*))`)

// references lists the parameters that an expression reads, each once.
func references(expression string) (found []reference) {
	known := map[reference]bool{}
	for _, match := range referred.FindAllStringSubmatch(expression, -1) {
		one := reference{match[0], match[1] != "", match[2] + match[3], match[4] + match[5]}
		if !known[one] {
			known[one] = true
			found = append(found, one)
		}
	}
	return found
}

var others = regexp.MustCompile(`tasks(?:\.([A-Za-z_]\w*)|\['([^']+)'\])`)

// tasksOf lists the tasks that an expression names.
func tasksOf(expression string) (found []string) {
	for _, match := range others.FindAllStringSubmatch(expression, -1) {
		found = append(found, match[1]+match[2])
	}
	return found
}

const absent = "mlc:none"

// Wire texts of each kind; see docs/argo.md.
var (
	integers = []string{"0", "1", "3", "-2", "9007199254740991"}
	numbers  = append([]string{"-2.5", "0.0005"}, integers...)
	words    = []string{"", "heads", "true", "3", `it's "so" \n`, `mlc:"a\n"`, `mlc:"\u007b\u007bx\u007d\u007d"`, "$(HOME) ${x}", "é🙂"}
	booleans = []string{"true", "false"}
	texts    = []string{`[]`, `["a","it's \"so\"\n","{\u007bx}\u007d","mlc:none","\u007f"]`}
	arrays   = append([]string{`[1,2.5]`, `[{"a":{"b":1} },[null,true],"x"]`}, texts...)
	objects  = []string{`{}`, `{"a":{"b":[1,"x",null]} }`, `{"a":"heads","name":"Ann","age":40,"size":1}`}
	metadata = []string{`{"name":"m","type":"system.Model@0.0.1","uri":"s3://b/k","metadata":{"a":1,"b":["x"]} }`}
	places   = []string{`[]`, `[{"name":"m","uri":"s3://b/k","list":"l","metadata":{} }]`}
	uris     = []string{"s3://bucket/some/key.csv", "s3://b/k"}
	// What a loop's body has handed out, of all items.
	gathered = []string{`[]`, `[{"v":"1"},{"v":"2"}]`, `[{"v":"mlc:none"}]`, `[{"v":"mlc:\"a\\n\""},{"v":"it's"}]`}
	lists    = []string{`[]`, `[{"v":"[]"}]`, `[{"v":"[1,2]"},{"v":"mlc:none"},{"v":"[\"a\"]"}]`}
)

// typed are texts that a person may give at submission for whatever kind.
var typed = slices.Concat(words, numbers, booleans, objects, texts, metadata, places, []string{absent, "{{x}}", "mlc:x", " 1 ", "1e400"})

// candidates are wire texts of the kind that a text takes the parameter for, among them what it is compared with.
func candidates(context, written string, optional bool) []string {
	var found []string
	item := "fromJSON(" + written + ").v"
	if strings.Contains(context, item) {
		for _, inner := range kind(context, item) {
			found = append(found, encoded(map[string]string{"v": inner}))
		}
	} else {
		found = kind(context, written)
	}
	if optional {
		found = append([]string{absent}, found...)
	}
	return found
}

func kind(context, written string) []string {
	has := func(form string) bool { return strings.Contains(context, strings.ReplaceAll(form, "R", written)) }
	switch {
	case strings.HasPrefix(written, "tasks.each.") && has("fromJSON(R)"):
		if strings.Contains(context, "[1:len(#)") {
			return lists
		}
		return gathered
	case has("len(fromJSON(R))"):
		return places
	case has("asInt(R)"):
		return integers
	case has("asFloat(R)"), has("asFloat(trim(R))"):
		return append(literals(context, false), numbers...)
	case has("(R == 'true')"), has("lower(trim(R))"):
		return booleans
	case strings.HasSuffix(written, "--metadata']"):
		return metadata
	case has("map(fromJSON(R), { {'v': (# contains"):
		return texts
	case has("map(fromJSON(R)"), has("in fromJSON(R)"), has("in (R == 'mlc:none' ? nil : fromJSON(R))"), has("get(fromJSON(R), 0)"):
		return arrays
	case has("fromJSON(R)"):
		return append(members(context), objects...)
	case has("split((R startsWith"), has("split(R"):
		return uris
	}
	return append(literals(context, true), words...)
}

// A literal in an expression: a text, or a number.
var literal = regexp.MustCompile(`'(?:[^'\\]|\\.)*'|\b\d+(?:\.\d+)?\b`)

// literals lists the texts, or the numbers, that stand in an expression, as they travel.
func literals(context string, quoted bool) (found []string) {
	for _, written := range literal.FindAllString(context, -1) {
		if strings.HasPrefix(written, "'") != quoted {
			continue
		}
		wire := written
		if quoted {
			value, err := expr.Eval(written, nil)
			text, is := value.(string)
			if err != nil || !is || len(text) > 20 || strings.HasPrefix(text, "mlc:") {
				continue
			}
			if wire = text; strings.Contains(text, "{{") || strings.ContainsFunc(text, unicode.IsControl) {
				wire = "mlc:" + strings.ReplaceAll(strings.ReplaceAll(encoded(text), "{", `\u007b`), "}", `\u007d`)
			}
		}
		if !slices.Contains(found, wire) {
			found = append(found, wire)
		}
	}
	return found
}

// members lists objects whose fields, as far as the expression reads any, are what stands in the expression.
func members(context string) (found []string) {
	var keys []string
	for _, match := range key.FindAllStringSubmatch(context, -1) {
		keys = append(keys, match[1])
	}
	if len(keys) == 0 {
		return nil
	}
	var values []any
	for _, text := range literals(context, true) {
		values = append(values, text)
	}
	for _, number := range literals(context, false) {
		values = append(values, json.Number(number))
	}
	for _, value := range values {
		fields := map[string]any{}
		for _, key := range keys {
			fields[key] = value
		}
		found = append(found, encoded(fields))
	}
	return found
}

var key = regexp.MustCompile(`, '(\w+)'\)`)

func encoded(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // it holds texts and numbers alone
	}
	return string(text)
}
