#include "message/date_words.hpp"

#include "message/date_marking.hpp"

namespace amends::message {

std::optional<WrittenDate> MarkedText::at(std::string_view letters) const {
    if (letters.size() != 2) return std::nullopt;
    const auto index = static_cast<std::size_t>(letters[0] - 'a') * 16 + static_cast<std::size_t>(letters[1] - 'a');
    return index < dates.size() ? dates[index] : std::nullopt;
}

MarkedText mark_dates(std::string_view text, std::optional<base::CivilDate> written, std::string_view language) {
    return Marking(text, written, language).take();
}

}  // namespace amends::message
