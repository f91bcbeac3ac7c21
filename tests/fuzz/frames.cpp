// Native messages of the mail client: frames of bytes, the requests in them, and what is answered.
#include "bridge/frames.hpp"

#include <string>

#include "bridge/request.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

void answer(const bridge::Request& request) {
    const auto said = bridge::answer(request.id, request.good ? base::Result<std::string>(request.params.dump())
                                                              : tl::unexpected(request.good.error()));
    holds(said.size() <= bridge::most_out, "an answer fits into a frame");
    const auto read = nlohmann::json::parse(said, nullptr, false);
    holds(read.is_object() && read.contains("id") && read["id"] == request.id, "an answer is JSON and has the id");
    bridge::FrameReader reader;
    reader.take(bridge::frame(said));
    const auto again = reader.next();
    holds(again && *again == said, "a frame is read as it was written");
}

std::string read(std::initializer_list<std::string_view> pieces, bool answers) {
    bridge::FrameReader reader;
    std::string all;
    for (const auto piece : pieces) {
        reader.take(piece);
        for (;;) {
            const auto next = reader.next();
            if (!next) return all + "broken";
            if (!*next) break;
            all += **next + '\0';
            if (!answers) continue;
            if (const auto request = bridge::read_request(**next)) answer(*request);
        }
    }
    return all;
}

}  // namespace
}  // namespace amends::fuzz

// The first byte says where the second piece begins; 'r': the rest is one request without a frame around it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends::fuzz;
    const auto [first, text] = chosen(data, size);
    if (first == 'r') {
        if (const auto request = amends::bridge::read_request(text)) answer(*request);
        return 0;
    }
    const std::size_t cut = text.empty() ? 0 : static_cast<unsigned char>(first) % (text.size() + 1);
    holds(read({text}, true) == read({text.substr(0, cut), text.substr(cut)}, false), "two pieces say the same as one");
    return 0;
}
