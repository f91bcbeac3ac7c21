#include "rpc/letter_mail_json.hpp"

#include <nlohmann/json.hpp>

namespace amends::rpc {
namespace {

using json = nlohmann::ordered_json;

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

tl::unexpected<base::Error> other_version() {
    return base::failure(base::Fault::internal, base::Retry::after_change,
                         "amendsd is of another version than amends; install both from the same source.");
}

base::Address address_of(const json& value) {
    return {.name = value.at("name").get<std::string>(), .mailbox = value.at("address").get<std::string>()};
}

}  // namespace

std::string to_json(const MailedLetter& letter) {
    return text_of({{"subject", letter.subject},
                    {"body", letter.body},
                    {"to", letter.to},
                    {"recipients", letter.recipients},
                    {"sent_at", letter.sent_at ? json(base::to_rfc3339(*letter.sent_at)) : json(nullptr)},
                    {"encrypted", letter.encrypted}});
}

std::string to_json(const LetterToMail& letter) {
    return text_of({{"from", {{"name", letter.from.name}, {"address", letter.from.mailbox}}},
                    {"to", {{"name", letter.to.name}, {"address", letter.to.mailbox}}},
                    {"subject", letter.subject},
                    {"body", letter.body},
                    {"date", base::to_rfc3339(letter.date)},
                    {"utc_offset", letter.utc_offset},
                    {"message_id", letter.message_id.value}});
}

base::Result<MailedLetter> read_mailed_letter(std::string_view bytes) {
    try {
        const json object = json::parse(bytes);
        MailedLetter letter{.subject = object.at("subject").get<std::string>(),
                            .body = object.at("body").get<std::string>(),
                            .to = object.at("to").get<std::string>(),
                            .recipients = object.at("recipients").get<std::vector<std::string>>(),
                            .sent_at = std::nullopt,
                            .encrypted = object.at("encrypted").get<bool>()};
        if (const json& sent_at = object.at("sent_at"); sent_at.is_string())
            letter.sent_at = base::parse_rfc3339(sent_at.get<std::string>());
        return letter;
    } catch (const json::exception&) {
        return other_version();
    }
}

base::Result<LetterToMail> read_letter_to_mail(std::string_view bytes) {
    try {
        const json object = json::parse(bytes);
        const auto date = base::parse_rfc3339(object.at("date").get<std::string>());
        const auto message_id = base::parse_message_id(object.at("message_id").get<std::string>());
        if (!date || !message_id) return other_version();
        return LetterToMail{.from = address_of(object.at("from")),
                            .to = address_of(object.at("to")),
                            .subject = object.at("subject").get<std::string>(),
                            .body = object.at("body").get<std::string>(),
                            .date = *date,
                            .utc_offset = object.at("utc_offset").get<std::int64_t>(),
                            .message_id = *message_id};
    } catch (const json::exception&) {
        return other_version();
    }
}

}  // namespace amends::rpc
