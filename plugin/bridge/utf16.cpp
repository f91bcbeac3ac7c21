#include "bridge/utf16.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::bridge {
namespace {

/// Bytes of the character that begins there; 1 where none does.
std::size_t length_at(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return length > 1 && at + length <= text.size() && base::is_utf8(text.substr(at, length)) ? length : 1;
}

}  // namespace

Utf16Offsets::Utf16Offsets(std::string_view text) {
    units_before_.reserve(text.size() + 1);
    std::uint32_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = length_at(text, at);
        units_before_.insert(units_before_.end(), length, units);
        units += length == 4 ? 2 : 1;
        at += length;
    }
    units_before_.push_back(units);
}

std::size_t Utf16Offsets::at(std::size_t byte) const { return units_before_[std::min(byte, units_before_.size() - 1)]; }

guide::Review in_utf16(guide::Review review, std::string_view subject, std::string_view body) {
    const Utf16Offsets of_subject(subject), of_body(body);
    for (guide::Finding& finding : review.findings) {
        const Utf16Offsets& offsets = finding.part == guide::Part::subject ? of_subject : of_body;
        finding.start = offsets.at(finding.start);
        finding.end = offsets.at(finding.end);
        for (guide::Edit& edit : finding.edits) {
            edit.start = offsets.at(edit.start);
            edit.end = offsets.at(edit.end);
        }
    }
    return review;
}

std::vector<guide::FoundPromise> in_utf16(std::vector<guide::FoundPromise> promises, std::string_view body) {
    const Utf16Offsets offsets(body);
    for (guide::FoundPromise& promise : promises)
        for (std::size_t* each : {&promise.start, &promise.end, &promise.when_start, &promise.when_end})
            *each = offsets.at(*each);
    return promises;
}

}  // namespace amends::bridge
