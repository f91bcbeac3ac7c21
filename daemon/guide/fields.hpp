#pragma once
// What template.cpp and situation.cpp share about the declared fields of a TOML file and the texts that use them.
#include <toml++/toml.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guide/template.hpp"

namespace amends::guide {

/// The [[fields]] of a file, checked each for itself.
base::Result<std::vector<Field>> read_fields(std::string_view name, const toml::table& file);

/// Checks that the tags of one text are declared; adds their names to `used`.
base::Status check_text(std::string_view name, const toml::node& node, std::string_view text,
                        const std::vector<Field>& fields, std::set<std::string>& used);

/// An Error for the first field of the file that is not in `used`.
base::Status all_used(std::string_view name, const toml::table& file, const std::vector<Field>& fields,
                      const std::set<std::string>& used);

/// An Error with the place of the first byte where the text is not UTF-8.
base::Status check_utf8(std::string_view name, std::string_view toml);

}  // namespace amends::guide
