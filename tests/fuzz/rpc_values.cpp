// Values that two programs hand each other as JSON text, and the lines that --jsonl and --sent read. What was read and
// written is read as the same again.
#include <string>

#include "rpc/classify_json.hpp"
#include "rpc/domain_json.hpp"
#include "rpc/letter_mail_json.hpp"
#include "rpc/review_json.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

template <class T>
void same_again(std::string_view text, base::Result<T> (*read)(std::string_view)) {
    const auto value = read(text);
    if (!value) {
        holds(!value.error().message.empty(), "a refusal says why");
        return;
    }
    const auto written = rpc::to_json(*value);
    const auto again = read(written);
    holds(again.has_value(), "what was written can be read");
    holds(rpc::to_json(*again) == written, "what was read again is the same");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto [reader, text] = fuzz::chosen(data, size);
    switch (reader) {
        case 'l': fuzz::same_again(text, rpc::read_letter); break;
        case 'L': fuzz::same_again(text, rpc::read_letters); break;
        case 'j': fuzz::same_again(text, rpc::read_journal); break;
        case 's': fuzz::same_again(text, rpc::read_status); break;
        case 'h': fuzz::same_again(text, rpc::read_history); break;
        case 'c': fuzz::same_again(text, rpc::read_check_in); break;
        case 't': fuzz::same_again(text, rpc::read_track_request); break;
        case 'm': fuzz::same_again(text, rpc::read_mailed_letter); break;
        case 'w': fuzz::same_again(text, rpc::read_letter_to_mail); break;
        case 'n':
            (void)rpc::read_count(text);
            (void)rpc::read_now(text);
            break;
        case 'r': (void)rpc::read_review_line(text); break;
        case 'S': (void)rpc::read_sent_letters(text); break;
        default: break;
    }
    return 0;
}
