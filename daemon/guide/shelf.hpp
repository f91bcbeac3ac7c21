#pragma once
// Which template is used: the user's own before those built into the program. Pure.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "guide/advice.hpp"
#include "guide/situation.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// `name` is the path below the templates directory: "en/check-ins/silence.toml".
struct TemplateText {
    std::string name;
    std::string text;
    friend bool operator==(const TemplateText&, const TemplateText&) = default;
};

/// templates/ as it was when the program was built.
const std::vector<TemplateText>& shipped_templates();

class Shelf {
public:
    /// A file of the user's own replaces the shipped one of the same name. One that cannot be used is refused, and the
    /// shipped one of that name, where there is one, is used instead. Files outside of check-ins/, reminders/, letters/
    /// and advice.toml are not the shelf's business. Only a shipped file that cannot be used is an Error.
    static base::Result<Shelf> stock(const std::vector<TemplateText>& own);

    /// What is wrong with each file of the user's own that is not used: "NAME:LINE:COLUMN: what is wrong; …".
    [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }

    /// The template of that kind and id in `language` ("en"); null where there is none.
    [[nodiscard]] const Template* find(TemplateKind kind, std::string_view id, std::string_view language) const;
    /// Languages that have at least one check-in.
    [[nodiscard]] std::vector<std::string> languages() const;

    /// By id, with "other" at the end.
    [[nodiscard]] std::vector<const Situation*> situations(std::string_view language) const;
    /// Without one of that id an Error that names the nearest ones.
    [[nodiscard]] base::Result<const Situation*> situation(std::string_view id, std::string_view language) const;
    /// Empty sentences where the language has none.
    [[nodiscard]] Advice advice(std::string_view language) const;
    /// Of every field of every template, as they stand between square brackets in a text that nobody filled.
    [[nodiscard]] std::vector<std::string> labels() const;

private:
    template <class Content>
    struct Entry {
        std::string language;
        Content content;
    };
    base::Status put(const TemplateText& file);

    std::vector<Entry<Template>> entries_;
    std::vector<Entry<Situation>> situations_;
    std::vector<Entry<Advice>> advice_;
    std::vector<std::string> refused_;
};

/// What still looks unfilled in a text that is about to leave: "{{", "}}", or a field's label in square brackets as
/// `amends write` leaves it ("[Client's name]"). Nothing where all is filled. Give it decoded text, not
/// quoted-printable.
std::optional<std::string> unfilled(std::string_view text);

/// The labels that stand in square brackets so, without them, each once, in the order of the text.
std::vector<std::string> open_fields(std::string_view text);

}  // namespace amends::guide
