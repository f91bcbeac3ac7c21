#include "rpc/review_json.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace amends::rpc {
namespace {

using json = nlohmann::ordered_json;

tl::unexpected<base::Error> wrong(std::string what) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(what));
}

json due_json(const guide::FoundPromise& promise, const calendar::Zone& zone) {
    if (const auto* day = std::get_if<base::CivilDate>(&promise.due)) return base::to_string(*day);
    if (const auto* moment = std::get_if<base::Instant>(&promise.due)) return to_rfc3339(*moment, zone);
    return nullptr;
}

json finding_json(const guide::Finding& finding) {
    json edits = json::array();
    for (const guide::Edit& edit : finding.edits)
        edits.push_back({{"start", edit.start}, {"end", edit.end}, {"text", edit.text}});
    json object = json::object();
    auto& keys = object.get_ref<json::object_t&>();
    keys.reserve(12);  // and put behind one another: no key is there twice
    keys.emplace_back("rule", finding.rule);
    keys.emplace_back("class", finding.category);
    keys.emplace_back("severity", guide::to_string(finding.severity));
    keys.emplace_back("part", guide::to_string(finding.part));
    keys.emplace_back("start", finding.start);
    keys.emplace_back("end", finding.end);
    keys.emplace_back("text", finding.text);
    keys.emplace_back("message", finding.message);
    keys.emplace_back("suggestion", finding.suggestion ? json(*finding.suggestion) : json(nullptr));
    keys.emplace_back("edits", std::move(edits));
    keys.emplace_back("guide", finding.guide);
    keys.emplace_back("fingerprint", finding.fingerprint);
    return object;
}

json promise_json(const guide::FoundPromise& promise, const calendar::Zone& zone) {
    return {
        {"start", promise.start},         {"end", promise.end},
        {"text", promise.text},           {"due", due_json(promise, zone)},
        {"ambiguous", promise.ambiguous}, {"recurring", promise.recurring ? json(*promise.recurring) : json(nullptr)}};
}

/// The string at `key`, "" where it is missing or null.
base::Result<std::string> text_at(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::string();
    if (!found->is_string()) return wrong(fmt::format("\"{}\" is a string.", key));
    return found->get<std::string>();
}

base::Result<ReviewLine> line_of(const json& object) {
    if (!object.is_object()) return wrong(R"(A line is one object, like {"id": 1, "body": "Dear Ms Okafor, …"}.)");
    ReviewLine line;
    if (const auto id = object.find("id"); id != object.end()) line.id = id->dump();
    const auto body = object.find("body");
    if (body == object.end() || !body->is_string())
        return wrong("\"body\" is missing: the letter's text, as a string.");
    line.body = body->get<std::string>();
    const auto subject = text_at(object, "subject"), sent_at = text_at(object, "sent_at"), zone = text_at(object, "tz");
    for (const auto* each : {&subject, &sent_at, &zone})
        if (!*each) return tl::unexpected(each->error());
    line.subject = *subject;
    if (!sent_at->empty()) {
        line.sent_at = base::parse_rfc3339(*sent_at);
        if (!line.sent_at) return wrong("\"sent_at\" is a moment in RFC 3339, like 2026-03-06T09:30:00+01:00.");
    }
    if (!zone->empty()) line.zone = *zone;
    return line;
}

}  // namespace

base::Result<ReviewLine> read_review_line(std::string_view line) {
    try {
        return line_of(json::parse(line));
    } catch (const json::exception&) {
        return wrong("This is no JSON object.");
    }
}

std::string to_json(const guide::Review& review, const std::vector<guide::FoundPromise>& promises,
                    const calendar::Zone& zone, std::string_view id) {
    json object = json::object();
    if (!id.empty()) object["id"] = json::parse(id);
    object["apology"] = review.apology;
    object["situation"] = review.situation ? json(*review.situation) : json(nullptr);
    object["findings"] = json::array();
    for (const guide::Finding& finding : review.findings) object["findings"].push_back(finding_json(finding));
    object["promises"] = json::array();
    for (const guide::FoundPromise& promise : promises) object["promises"].push_back(promise_json(promise, zone));
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string to_rfc3339(base::Instant at, const calendar::Zone& zone) {
    const base::CivilDateTime local = zone.local(at);
    const std::int64_t offset = (base::instant_at_offset(local, 0) - at).count();
    const std::int64_t minutes = std::llabs(offset) / 60;
    return fmt::format("{}{}{:02}:{:02}", base::to_string(local), offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace amends::rpc
