#include "cli/mail_addresses.hpp"

namespace amends::cli {

std::vector<base::Address> read_addresses(std::string_view field) {
    std::vector<base::Address> addresses;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= field.size(); ++at) {
        if (at < field.size() && field[at] == '"' && (at == 0 || field[at - 1] != '\\')) quoted = !quoted;
        if (at < field.size() && (quoted || field[at] != ',')) continue;
        if (auto address = base::parse_address(field.substr(begin, at - begin)))
            addresses.push_back(std::move(*address));
        begin = at + 1;
    }
    return addresses;
}

}  // namespace amends::cli
