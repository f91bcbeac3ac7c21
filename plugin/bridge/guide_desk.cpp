#include "bridge/guide_desk.hpp"

#include "app/own_rules.hpp"
#include "base/text.hpp"
#include "bridge/params.hpp"
#include "bridge/utf16.hpp"
#include "cli/review_desk.hpp"
#include "cli/writing_desk.hpp"
#include "guide/promises.hpp"
#include "rpc/guide_values.hpp"
#include "rpc/review_json.hpp"

namespace amends::bridge {
namespace {

using base::Result;
using nlohmann::json;

constexpr const char* language = "en";
constexpr const char* done = R"({"done":true})";
const std::vector<std::string> tones = {"personal", "empathetic"};

guide::LetterTone tone_of(Params& params) {
    return params.maybe_word("tone", tones) == "empathetic" ? guide::LetterTone::empathetic
                                                            : guide::LetterTone::personal;
}

/// What was left empty is open, as what was not given.
guide::Given filled(const std::map<std::string, std::string>& fields) {
    guide::Given given = fields;
    std::erase_if(given, [](const auto& each) { return base::trimmed(each.second).empty(); });
    return given;
}

Result<std::string> fingerprint_in(const json& object) {
    Params params(object, {"fingerprint"});
    std::string fingerprint = params.text("fingerprint");
    if (!params.good()) return tl::unexpected(params.good().error());
    return fingerprint;
}

}  // namespace

Result<ReviewWish> read_review_wish(const json& object) {
    Params params(object, {"subject", "body", "to", "sent_at", "opened_as_apology", "template"});
    ReviewWish wish{.subject = params.maybe_text("subject").value_or(""), .body = params.text("body")};
    for (base::Address& each : params.addresses("to")) wish.to.push_back(std::move(each.mailbox));
    wish.opened_as_apology = params.flag("opened_as_apology");
    const auto sent_at = params.maybe_text("sent_at");
    const json* from_template = params.object("template");
    if (!params.good()) return tl::unexpected(params.good().error());
    if (sent_at) {
        wish.sent_at = base::parse_rfc3339(*sent_at);
        if (!wish.sent_at)
            return base::failure(base::Fault::wrong_use, base::Retry::never,
                                 "Parameter \"sent_at\" must be a time in RFC 3339.");
    }
    if (from_template != nullptr) {
        Params about(*from_template, {"situation", "tone", "fields"});
        FilledTemplate named{.situation = about.text("situation"), .tone = tone_of(about)};
        named.fields = filled(about.texts_by_name("fields"));
        if (!about.good()) return tl::unexpected(about.good().error());
        wish.from_template = std::move(named);
    }
    return wish;
}

Result<const guide::Shelf*> GuideDesk::shelf(const app::WriterConfig& config) {
    auto own = cli::own_templates(session_, config);
    if (!shelf_ || own != own_templates_) {
        auto stocked = cli::stocked(session_, config, own);
        if (!stocked) return tl::unexpected(stocked.error());
        shelf_ = std::move(*stocked);
        own_templates_ = std::move(own);
    }
    return &*shelf_;
}

Result<const guide::Rules*> GuideDesk::rules(const app::WriterConfig& config) {
    auto own = app::read_own_rules(config.templates, session_.surroundings().environment);
    if (!own) return tl::unexpected(own.error());
    if (!rules_ || *own != own_rules_) {
        auto read = cli::rules_with(session_, *own);
        if (!read) return tl::unexpected(read.error());
        rules_ = std::move(*read);
        own_rules_ = std::move(*own);
    }
    return &*rules_;
}

Result<std::string> GuideDesk::situations(const json& params) {
    if (const Params none(params, {}); !none.good()) return tl::unexpected(none.good().error());
    const auto config = cli::writer_config(session_);
    const auto stocked = shelf(config);
    if (!stocked) return tl::unexpected(stocked.error());
    const auto today = cli::today_in(cli::zone_of(config));
    const auto all = (*stocked)->situations(language);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const guide::Situation* each : all) {
        const auto letter = guide::write_letter(*each, guide::LetterTone::personal, {}, today);
        if (!letter) return tl::unexpected(letter.error());
        nlohmann::ordered_json one = rpc::value_of(*each, today);
        one["tones"] = tones;
        one["subject"] = letter->subject;
        list.push_back(std::move(one));
    }
    return rpc::text_of(list);
}

Result<std::string> GuideDesk::write(const json& object) {
    Params params(object, {"situation", "tone", "severity", "fields", "to", "from"});
    const std::string id = params.text("situation");
    const auto tone = tone_of(params);
    const auto grave = params.maybe_word("severity", {"minor", "serious"});
    const auto fields = params.texts_by_name("fields");
    const auto to = params.addresses("to");
    const auto from_text = params.maybe_text("from");
    if (!params.good()) return tl::unexpected(params.good().error());

    const auto config = cli::writer_config(session_);
    const auto stocked = shelf(config);
    if (!stocked) return tl::unexpected(stocked.error());
    const auto situation = (*stocked)->situation(id, language);
    if (!situation) return tl::unexpected(situation.error());

    std::optional<base::Address> from;
    if (from_text)
        if (auto read = cli::read_address(*from_text)) from = std::move(*read);
    guide::Given given = fields;
    cli::fill_in_known(given, **situation, config, from, to.empty() ? std::nullopt : std::optional(to.front()), tone);
    nlohmann::ordered_json values = nlohmann::ordered_json::object();
    for (const auto& [name, value] : given)
        if (!fields.contains(name)) values[name] = value;

    const auto letter = guide::write_letter(**situation, tone, filled(given), cli::today_in(cli::zone_of(config)));
    if (!letter) return tl::unexpected(letter.error());
    std::optional<guide::Offence> severity;
    if (grave) severity = *grave == "serious" ? guide::Offence::serious : guide::Offence::minor;
    const auto advice = guide::advice_for((*stocked)->advice(language), severity.value_or(guide::Offence::minor),
                                          letter->subject, letter->body);
    nlohmann::ordered_json written = rpc::value_of(*letter, {**situation, tone, severity, advice});
    written["values"] = std::move(values);
    return rpc::text_of(written);
}

std::vector<std::string> GuideDesk::as_rendered(const ReviewWish& wish, const app::WriterConfig& config) {
    if (!wish.from_template) return {};
    const auto stocked = shelf(config);
    if (!stocked) return {};
    const auto situation = (*stocked)->situation(wish.from_template->situation, language);
    if (!situation) return {};
    auto letter = guide::write_letter(**situation, wish.from_template->tone, wish.from_template->fields,
                                      cli::today_in(cli::zone_of(config)));
    if (!letter) return {};
    return {std::move(letter->body)};
}

Result<std::string> GuideDesk::review(const ReviewWish& wish, guide::ClientHistory history) {
    const auto config = cli::writer_config(session_);
    const auto& zone = cli::zone_of(config);
    if (base::trimmed(wish.body).empty()) return rpc::to_json(guide::Review{}, {}, zone);
    const auto book = rules(config);
    if (!book) return tl::unexpected(book.error());
    const base::Instant sent_at = wish.sent_at.value_or(cli::now());
    const guide::LetterToReview letter{.subject = wish.subject,
                                       .body = wish.body,
                                       .sent_at = sent_at,
                                       .zone = &zone,
                                       .opened_as_apology = wish.opened_as_apology,
                                       .verbatim_of = as_rendered(wish, config),
                                       .history = std::move(history),
                                       .dismissed = app::read_dismissed(session_.surroundings().environment)};
    return rpc::to_json(in_utf16(guide::review(**book, letter), wish.subject, wish.body),
                        in_utf16(guide::find_promises(wish.body, sent_at, zone), wish.body), zone);
}

Result<std::string> GuideDesk::dismiss(const json& params) {
    const auto fingerprint = fingerprint_in(params);
    if (!fingerprint) return tl::unexpected(fingerprint.error());
    return app::dismiss(*fingerprint, session_.surroundings().environment).map([] { return std::string(done); });
}

Result<std::string> GuideDesk::restore(const json& params) {
    const auto fingerprint = fingerprint_in(params);
    if (!fingerprint) return tl::unexpected(fingerprint.error());
    return app::show_again(*fingerprint, session_.surroundings().environment).map([] { return std::string(done); });
}

}  // namespace amends::bridge
