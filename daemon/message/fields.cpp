#include "message/fields.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_fields = 2'000;

bool is_field_name(std::string_view name) {
    // RFC 5322 3.6.8: printable ASCII without the colon.
    return !name.empty() && name.size() <= 200 &&
           std::all_of(name.begin(), name.end(), [](char byte) { return byte > ' ' && byte < 0x7F && byte != ':'; });
}

}  // namespace

Fields split_fields(std::string_view block) {
    Fields fields;
    bool skipping = true;  // continuation lines belong to a line that was no field
    while (!block.empty()) {
        auto end = block.find('\n');
        end = std::min(end, block.substr(0, end).find('\r'));
        const auto line = block.substr(0, end);
        block.remove_prefix(end == std::string_view::npos ? block.size() : end + 1);
        if (line.empty()) continue;
        if (line[0] == ' ' || line[0] == '\t') {
            if (!skipping) fields.back().value.append(" ").append(base::trimmed(line));
            continue;
        }
        const auto colon = line.find(':');
        const auto name = colon == std::string_view::npos ? std::string_view{} : base::trimmed(line.substr(0, colon));
        skipping = !is_field_name(name);
        if (skipping) continue;
        if (fields.size() == most_fields) break;
        fields.push_back({base::lower_ascii(name), std::string(base::trimmed(line.substr(colon + 1)))});
    }
    for (auto& field : fields) field.value = base::trimmed(field.value);
    return fields;
}

const std::string* find(const Fields& fields, std::string_view name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &found->value;
}

std::string joined(const Fields& fields, std::string_view name) {
    std::string all;
    for (const auto& field : fields) {
        if (field.name == name) all.append(all.empty() ? "" : ", ").append(field.value);
    }
    return all;
}

}  // namespace amends::message
