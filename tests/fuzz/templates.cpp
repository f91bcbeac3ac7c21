// Templates, situations, rules, patterns and advice as a user may write them, and the values that go into a check-in.
#include <string>

#include "guide/advice.hpp"
#include "guide/check_in.hpp"
#include "guide/patterns.hpp"
#include "guide/rules.hpp"
#include "guide/shelf.hpp"
#include "guide/situation.hpp"
#include "guide/template.hpp"
#include "message/patterns.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

void check_error(const base::Error& error) {
    holds(!error.message.empty(), "a refusal says why");
    holds(!has_control_characters(error.message), "a refusal can be shown on a terminal");
}

void check_rendered(const guide::Rendered& out) {
    holds(out.subject.find_first_of("\r\n") == std::string::npos, "a subject is one line");
    holds(out.body.find('\r') == std::string::npos, "a body has LF alone");
    holds(!out.body.empty() && out.body.back() == '\n', "a body ends with its line");
}

void form(std::string_view text) {
    const auto read = guide::parse_template("en/check-ins/own.toml", text);
    if (!read) return check_error(read.error());
    const auto missing = guide::missing_fields(*read, {});
    holds(missing.has_value(), "what is missing can be told");
    const auto out = guide::render(*read, guide::example_values(*read));
    if (out) check_rendered(*out);
    if (missing->empty()) holds(guide::render(*read, {}).has_value(), "a text that needs nothing can be rendered");
    const auto mailed = guide::render_check_in(*read, guide::example_values(*read));
    if (mailed) check_rendered(*mailed);
}

void situation(std::string_view text) {
    const auto read = guide::parse_situation("en/letters/own.toml", text);
    if (!read) return check_error(read.error());
    for (const auto tone : {guide::LetterTone::personal, guide::LetterTone::empathetic}) {
        const auto out = guide::render(read->letter(tone), guide::example_values(read->letter(tone)));
        if (out) check_rendered(*out);
    }
}

void rules(std::string_view text) {
    const auto read = guide::Rules::read({{"en/review/own.toml", std::string(text)}});
    if (!read) return check_error(read.error());
    (void)read->list();
}

void patterns(std::string_view text) {
    const auto read = guide::parse_patterns("en/mail/own.toml", text);
    if (!read) return check_error(read.error());
    const auto compiled = message::Patterns::compile(*read);
    if (!compiled) holds(!compiled.error().message.empty(), "a refusal says why");
}

/// A value may hold anything: it goes in as it is, and what is unfilled is still seen.
void value(std::string_view text) {
    static const auto silence = [] {
        for (const auto& file : guide::shipped_templates())
            if (file.name == "en/check-ins/silence.toml") return guide::parse_template(file.name, file.text).value();
        std::abort();
    }();
    auto values = guide::example_values(silence);
    values["remedy"] = std::string(text);
    values["subject"] = std::string(text.substr(0, text.size() / 2));
    const auto out = guide::render_check_in(silence, std::move(values));
    if (out) check_rendered(*out);
    (void)guide::unfilled(text);
    (void)guide::open_fields(text);
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto [reader, text] = fuzz::chosen(data, size);
    switch (reader) {
        case 't': fuzz::form(text); break;
        case 's': fuzz::situation(text); break;
        case 'r': fuzz::rules(text); break;
        case 'p': fuzz::patterns(text); break;
        case 'v': fuzz::value(text); break;
        case 'a':
            if (const auto read = guide::parse_advice("en/advice.toml", text); !read) fuzz::check_error(read.error());
            break;
        default: break;
    }
    return 0;
}
