#include "rpc/letter_requests.hpp"

namespace amends::rpc {
namespace {

constexpr std::size_t most_subject = 1'000;
constexpr std::size_t most_text = 200'000;

std::vector<base::Address> addresses(const Arguments& arguments, const std::string& name) {
    std::vector<base::Address> all;
    for (const std::string& each : arguments.list(name))
        if (auto address = base::parse_address(each)) all.push_back(std::move(*address));
    return all;
}

}  // namespace

LetterText letter_text(const Arguments& arguments, const std::string& prefix) {
    LetterText letter{
        .from = base::parse_address(arguments.text(prefix + "from").value_or("")).value_or(base::Address{}),
        .to = addresses(arguments, prefix + "to"),
        .cc = addresses(arguments, prefix + "cc"),
        .subject = arguments.text(prefix + "subject").value_or(""),
        .text = arguments.text(prefix + "text").value_or(""),
        .sent_at = arguments.instant(prefix + "sent_at"),
        .message_id = std::nullopt,
        .references = {}};
    if (const auto id = arguments.text(prefix + "message_id")) letter.message_id = base::MessageId{*id};
    for (std::string& each : arguments.list(prefix + "references")) letter.references.push_back({std::move(each)});
    return letter;
}

bool wants_auto(const Arguments& arguments) {
    const auto check_in = arguments.text("check_in");
    return check_in ? *check_in == "send" : arguments.flag("auto").value_or(false);
}

core::CheckInWish check_in_wish(const Arguments& arguments) {
    if (arguments.text("check_in") == "off") return {.wanted = false, .on = std::nullopt};
    return {.wanted = true, .on = arguments.date("check_in_on")};
}

PlanRequest plan_request(const Arguments& arguments) {
    const auto protection = arguments.text("protection");
    return {.letter = letter_text(arguments, ""),
            .protection = protection == "encrypted" ? base::Protection::encrypted
                          : protection == "signed"  ? base::Protection::is_signed
                                                    : base::Protection::none,
            .auto_send = wants_auto(arguments),
            .check_in = check_in_wish(arguments),
            .client_zone = arguments.text("zone"),
            .situation = arguments.text("situation"),
            .severity = guide::offence_from(arguments.text("severity").value_or(""))};
}

std::vector<Parameter> letter_parameters() {
    return {{"from", Kind::address, true, "Whom the letter is from: one of an account's addresses."},
            {"to", Kind::addresses, true, "The client."},
            {"cc", Kind::addresses, false, "Who gets it as well."},
            {"subject", Kind::prose, false, "Its subject.", most_subject, {}},
            {"text", Kind::prose, true, "What the user wrote, without what is quoted.", most_text, {}},
            {"sent_at", Kind::instant, false, "When it was or will be sent; now where absent."}};
}

std::vector<Parameter> sent_letter_parameters() {
    std::vector<Parameter> all = letter_parameters();
    all.push_back({"message_id", Kind::message_id, true, "The letter's id."});
    all.push_back({"references", Kind::message_ids, false, "The messages that it answers, the oldest first."});
    return all;
}

std::vector<Parameter> check_in_parameters() {
    return {{"auto", Kind::flag, false, "True opts in to sending this letter's check-in; else it becomes a draft."},
            {"check_in",
             Kind::word,
             false,
             "The same in a word, with \"off\" for no check-in; it counts before \"auto\".",
             20,
             {"draft", "send", "off"}},
            {"check_in_on", Kind::date, false,
             "The day of the check-in, where the client is; a day off becomes their next working day, one that is not "
             "after the letter counts for nothing."}};
}

}  // namespace amends::rpc
