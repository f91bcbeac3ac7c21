#pragma once
// A template: a subject and a body in Mustache with declared fields, written in TOML. Pure: texts in, texts out;
// finding and reading files is app's business (see shelf.hpp). Values go in as they are: nothing is escaped and nothing
// inside a value is rendered again. Sections show optional parts and lists; partials and other delimiters are refused.
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace amends::guide {

enum class FieldType { text, date, money, person };

struct Field {
    std::string name;   ///< as in {{name}}
    std::string label;  ///< as people read it: "Client's name"
    std::string help;   ///< what to write there, in a sentence; may be empty
    FieldType type = FieldType::text;
    std::string example;                   ///< as a person would give it; of a date, "friday" too
    bool required = true;                  ///< false: may be missing where a section asks for it
    bool sentence = false;                 ///< text that stands as a sentence of its own
    bool past = false;                     ///< a date that lies behind: "friday" is the last one
    bool article = false;                  ///< words that usually begin with "the" or "your"
    bool zero = false;                     ///< an amount that may be nothing
    std::vector<std::string> begins_with;  ///< one of these words; of a sentence it is only said where none does
    std::string differs_from;              ///< the field whose value this one cannot repeat
    bool list = false;                     ///< a section over several items, each with its own values
    std::vector<std::map<std::string, std::string>> example_items;
    friend bool operator==(const Field&, const Field&) = default;
};

enum class TemplateKind { check_in, reminder, letter };

struct Template {
    std::string id;
    TemplateKind kind = TemplateKind::reminder;
    std::string subject;
    std::string body;
    std::vector<Field> fields;
    friend bool operator==(const Template&, const Template&) = default;
};

/// `name` is the file's name: an Error reads "NAME:LINE:COLUMN: what is wrong". Every field that the text uses must be
/// declared, every declared one used.
base::Result<Template> parse_template(std::string name, std::string_view toml);

using Item = std::map<std::string, std::string>;
using Values = std::map<std::string, std::variant<std::string, std::vector<Item>>>;

struct Rendered {
    std::string subject;  ///< one line
    std::string body;     ///< UTF-8, LF, one line end at the end
};

/// A field that the text uses and whose value is missing or blank is an Error that names it by its label; within a
/// section that is left out nothing is needed. Values without a field are ignored.
base::Result<Rendered> render(const Template& form, const Values& values);

/// The fields that render() would miss, in the order of the text.
base::Result<std::vector<std::string>> missing_fields(const Template& form, const Values& values);

/// The examples of every field, as render() wants them.
Values example_values(const Template& form);

}  // namespace amends::guide
