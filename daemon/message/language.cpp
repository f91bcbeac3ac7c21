#include "message/language.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_bytes = 32 * 1024;
constexpr int least_bytes = 40;  // of letters and spaces; below it CLD2 guesses
constexpr int least_percent = 70;

std::size_t characters_in(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// "und" where most letters are of another script than the Latin one: whichever language it is, it is not English.
std::string undecided(std::string words) {
    if (std::ranges::all_of(words, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; })) return "";
    static const RE2 no_letters(R"(\P{L}+)");
    static const RE2 latin(R"(\p{Latin}+)");
    RE2::GlobalReplace(&words, no_letters, "");
    const std::size_t all = characters_in(words);
    RE2::GlobalReplace(&words, latin, "");
    return 2 * characters_in(words) > all ? "und" : "";
}

}  // namespace

std::string language_of(std::string_view text) {
    std::string words(text.substr(0, most_bytes));
    static const RE2 addresses(R"((?:https?://|www\.)\S+|\S+@\S+)");
    while (!words.empty() && !base::is_utf8(words)) words.pop_back();  // a letter cut in two
    RE2::GlobalReplace(&words, addresses, " ");

    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int bytes = 0;
    int valid = 0;
    bool reliable = false;
    const CLD2::CLDHints hints{nullptr, "", CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    const auto best = CLD2::ExtDetectLanguageSummaryCheckUTF8(words.data(), static_cast<int>(words.size()), true,
                                                              &hints, 0, languages.data(), percents.data(),
                                                              scores.data(), nullptr, &bytes, &reliable, &valid);
    if (!reliable || best == CLD2::UNKNOWN_LANGUAGE || bytes < least_bytes || percents[0] < least_percent ||
        best != languages[0])
        return undecided(std::move(words));
    std::string code = CLD2::LanguageCode(best);
    code = code.substr(0, code.find('-'));
    if (code == "iw") code = "he";
    if (code == "jw") code = "jv";
    if (code == "nb" || code == "nn") code = "no";
    return code.size() == 2 ? code : undecided(std::move(words));
}

}  // namespace amends::message
