#include "guide/toml_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace amends::guide {

namespace {

/// What the parser says, as somebody who writes a file understands it.
std::string in_plain_words(std::string_view description) {
    if (description.find("control characters other than TAB") != std::string_view::npos)
        return "the text is not closed: a quotation mark is missing at its end, or it goes over several lines and "
               "needs "
               "three at either end.";
    if (description.find("end-of-file") != std::string_view::npos)
        return "the file ends in the middle of something: a quotation mark or a bracket is not closed.";
    std::string words(description);
    if (!words.ends_with('.') && !words.ends_with('?')) words += '.';
    return words;
}

}  // namespace

base::Result<toml::table> parse_table(std::string_view name, std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return error_at(name, error.source(), in_plain_words(error.description()));
    }
}

tl::unexpected<base::Error> refused(std::string message) {
    std::ranges::replace_if(
        message, [](unsigned char byte) { return byte < ' ' || byte == 0x7f; }, ' ');
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

tl::unexpected<base::Error> error_at(std::string_view name, const toml::source_region& where, std::string_view what) {
    return refused(fmt::format("{}:{}:{}: {}", name, where.begin.line, where.begin.column, what));
}

base::Status only_keys(std::string_view name, const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
        const auto near = base::closest(key.str(), known, 1);
        return error_at(name, key.source(),
                        near.empty()
                            ? fmt::format("\"{}\" is not known here.", key.str())
                            : fmt::format("\"{}\" is not known here; did you mean \"{}\"?", key.str(), near[0]));
    }
    return {};
}

base::Result<std::string> text_or_empty(std::string_view name, const toml::table& table, std::string_view key) {
    const auto* node = table.get(key);
    if (node == nullptr) return std::string{};
    const auto text = node->value_exact<std::string>();
    if (!text) return error_at(name, node->source(), fmt::format("\"{}\" must be text in quotation marks.", key));
    return *text;
}

base::Result<std::string> text_at(std::string_view name, const toml::table& table, std::string_view key) {
    auto text = text_or_empty(name, table, key);
    if (text && text->empty()) return error_at(name, table.source(), fmt::format("\"{}\" is missing or empty.", key));
    return text;
}

base::Result<std::vector<const toml::table*>> tables_at(std::string_view name, const toml::table& table,
                                                        std::string_view key) {
    std::vector<const toml::table*> found;
    const auto* node = table.get(key);
    if (node == nullptr) return found;
    const auto* array = node->as_array();
    if (array == nullptr) return error_at(name, node->source(), fmt::format("write each of them as [[{}]].", key));
    for (const auto& element : *array) {
        if (!element.is_table())
            return error_at(name, element.source(), fmt::format("write each of them as [[{}]].", key));
        found.push_back(element.as_table());
    }
    return found;
}

}  // namespace amends::guide
