#pragma once
// Which template is used: the user's own before those built into the program. Pure.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// `name` is the path below the templates directory: "en/check-ins/silence.toml".
struct TemplateText {
    std::string name;
    std::string text;
};

/// templates/ as it was when the program was built.
const std::vector<TemplateText>& shipped_templates();

class Shelf {
public:
    /// A file of the user's own replaces the shipped one of the same name. A file that cannot be used is an Error with
    /// its name, line and column.
    static base::Result<Shelf> stock(const std::vector<TemplateText>& own);

    /// The template of that kind and id in `language` ("en"); null where there is none.
    [[nodiscard]] const Template* find(TemplateKind kind, std::string_view id, std::string_view language) const;
    /// Languages that have at least one check-in.
    [[nodiscard]] std::vector<std::string> languages() const;

private:
    struct Entry {
        std::string name;
        std::string language;
        Template form;
    };
    std::vector<Entry> entries_;
};

/// What still looks unfilled in a text that is about to leave: "{{", "}}", or a field's label in square brackets as
/// `amends write` leaves it ("[Client's name]"). Nothing where all is filled. Give it decoded text, not
/// quoted-printable.
std::optional<std::string> unfilled(std::string_view text);

}  // namespace amends::guide
