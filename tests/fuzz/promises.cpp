// The promises in a letter.
#include "guide/promises.hpp"

#include <string>

#include "bridge/utf16.hpp"
#include "tests/fuzz/letter_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto body = fuzz::letter_of(data, size);
    const auto found = guide::find_promises(body, fuzz::written_at, fuzz::zone());
    std::size_t before = 0;
    for (const auto& promise : found) {
        fuzz::holds(fuzz::within(promise.start, promise.end, body.size()) && promise.start < promise.end,
                    "a promise lies within the letter");
        fuzz::holds(promise.start >= before, "promises come in the order of the text");
        before = promise.start;
        fuzz::holds(fuzz::within(promise.when_start, promise.when_end, body.size()), "its day lies within the letter");
        fuzz::holds(promise.recurring.has_value() == promise.rhythm.has_value(), "what comes again has its rhythm");
        if (const auto* day = std::get_if<base::CivilDate>(&promise.due)) fuzz::holds(day->ok(), "a due day exists");
        fuzz::holds(promise.text.find('\n') == std::string::npos, "a promise is told on one line");
    }
    fuzz::holds(bridge::in_utf16(found, body).size() == found.size(),
                "every promise has its place for the mail client");
    return 0;
}
