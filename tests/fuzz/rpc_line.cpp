// The lines of the socket: a request with its parameters, a response, base64.
#include <string>

#include "rpc/base64.hpp"
#include "rpc/domain_json.hpp"
#include "rpc/letter_requests.hpp"
#include "rpc/request.hpp"
#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

void ask_for(const rpc::Arguments& given, const rpc::Parameter& parameter, const std::string& name) {
    using rpc::Kind;
    switch (parameter.kind) {
        case Kind::letter:
            if (parameter.required) (void)given.letter(name);
            break;
        case Kind::text:
        case Kind::prose:
            if (const auto text = given.text(name)) holds(text->size() <= parameter.most, "a text has its length");
            break;
        case Kind::word:
        case Kind::message_id:
        case Kind::message: (void)given.text(name); break;
        case Kind::mailbox:
        case Kind::address:
            if (const auto text = given.text(name))
                holds(base::parse_address(*text).has_value(), "an address that was let in is one");
            break;
        case Kind::flag: (void)given.flag(name); break;
        case Kind::count: (void)given.count(name); break;
        case Kind::instant: (void)given.instant(name); break;
        case Kind::date: (void)given.date(name); break;
        case Kind::addresses:
        case Kind::message_ids: holds(given.list(name).size() <= rpc::most_items, "a list has an end"); break;
        case Kind::object:
            if (!given.has(name)) break;
            for (const auto& member : parameter.members) ask_for(given, member, name + "." + member.name);
            break;
    }
}

void carry_out(const rpc::Call& call) {
    for (const auto& parameter : call.method->parameters) ask_for(call.arguments, parameter, parameter.name);
    if (call.method->name == "letters.plan") (void)rpc::plan_request(call.arguments);
    if (call.method->name != rpc::track_method) return;
    const auto asked = rpc::track_request(call.arguments);
    if (!asked.message && !asked.message_id) return;  // a letter without its bytes is not kept in the spool
    const auto kept = rpc::to_json(asked);
    const auto again = rpc::read_track_request(kept);
    holds(again.has_value() && rpc::to_json(*again) == kept, "what the spool keeps can be read again");
}

void request(const std::string& line) {
    const auto read = rpc::read_request(line);
    holds(read.refusal.find('\n') == std::string::npos && read.id.find('\n') == std::string::npos,
          "an answer is one line");
    if (!read.call) return;
    holds(read.refusal.empty(), "a call is not refused as well");
    carry_out(*read.call);
    if (read.id.empty()) return;
    const auto answered = rpc::response(read.id, std::string("{\"done\":true}"));
    holds(answered.find('\n') == std::string::npos, "an answer is one line");
    if (read.id == "7") holds(rpc::read_response(answered, 7).has_value(), "the client reads what the daemon answers");
}

void base64(std::string_view text) {
    const auto written = rpc::to_base64(text);
    holds(rpc::from_base64(written) == text, "base64 gives back what it was made of");
    if (const auto bytes = rpc::from_base64(text)) holds(bytes->size() <= text.size(), "base64 grows nothing");
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends::fuzz;
    const auto [reader, text] = chosen(data, size);
    if (reader == 'r') (void)amends::rpc::read_response(text, 7);
    if (reader == 'b') base64(text);
    if (reader != '{' && reader != 'q') return 0;
    const std::string line(reader == '{' ? as_text(data, size) : text);
    request(line);
    (void)amends::rpc::may_be_long(std::string_view(line).substr(0, line.size() / 2));
    return 0;
}
