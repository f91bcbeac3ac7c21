// Promise 6, never leaked: a canary turns up where it may not be, or the program speaks to somebody it should not.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

using Kind = Canary::Kind;

std::string words(Place place) {
    switch (place) {
        case Place::log: return "a line of the log";
        case Place::error_text: return "the text of an error";
        case Place::journal: return "the journal";
        case Place::core_dump: return "a core dump";
        case Place::file: return "a stored file";
    }
    return {};
}

/// The user had the client forgotten, and has not written to them since.
bool forgotten(const Record& record, const std::string& client, const Moment& at) {
    return std::any_of(record.orders().begin(), record.orders().end(), [&](const Order& order) {
        if (order.what->kind != OrderKind::forget || order.what->client != client || !order.binds(at.index)) {
            return false;
        }
        const auto& letters = record.letters();
        return std::none_of(letters.begin(), letters.end(), [&](const auto& one) {
            const auto& sent = one.second.sent;
            return sent.what != nullptr && sent->client == client && order.given < sent && sent < at;
        });
    });
}

/// The rule that the canary breaks at that place; null where it may be there.
const char* broken_rule(const Record& record, const Canary& canary, const Seen<TextRecorded>& text) {
    const bool body = canary.kind == Kind::body || canary.kind == Kind::encrypted_body;
    const auto place = text->place;
    if (canary.kind == Kind::secret) return "leak.secret";
    if (forgotten(record, canary.client, text)) return "leak.forgotten";
    if (place == Place::journal) return "leak.journal";
    if (body && place != Place::file) return "leak.body";
    if (canary.kind == Kind::encrypted_body) return "leak.encrypted";
    if (canary.kind == Kind::body && !record.history().store_bodies) return "leak.stored_body";
    return nullptr;
}

void judge_texts(const Record& record, Verdicts& verdicts) {
    static const std::map<Kind, std::string> names{{Kind::secret, "a password"},
                                                   {Kind::address, "a client's address"},
                                                   {Kind::body, "the text of a letter"},
                                                   {Kind::encrypted_body, "the text of an encrypted letter"}};
    for (const auto& text : record.all<TextRecorded>()) {
        for (const auto& canary : record.history().canaries) {
            if (canary.text.empty() || text->text.find(canary.text) == std::string::npos) continue;
            const auto* rule = broken_rule(record, canary, text);
            if (rule == nullptr) continue;
            verdicts.push_back(
                {6, rule, text.at,
                 fmt::format("{} stands in {}{}", names.at(canary.kind), words(text->place),
                             rule == std::string{"leak.forgotten"} ? ", though the client was forgotten" : "")});
        }
    }
}

bool own_server(const Record& record, const std::string& host) {
    const auto& servers = record.history().servers;
    return std::find(servers.begin(), servers.end(), host) != servers.end();
}

}  // namespace

void judge_leaks(const Record& record, Verdicts& verdicts) {
    judge_texts(record, verdicts);
    for (const auto& connected : record.all<Connected>()) {
        if (own_server(record, connected->host)) continue;
        verdicts.push_back({6, "leak.stranger", connected.at,
                            fmt::format("the program connected to {}, no mail server of the user's", connected->host)});
    }
    for (const auto& sent : record.all<PasswordSent>()) {
        if (sent->encrypted && sent->certificate_good && own_server(record, sent->host)) continue;
        verdicts.push_back({6, "leak.password", sent.at,
                            fmt::format("the password was given to {}{}", sent->host,
                                        !sent->encrypted          ? " in clear"
                                        : !sent->certificate_good ? ", whose certificate is not good"
                                                                  : "")});
    }
}

}  // namespace amends::simulation
