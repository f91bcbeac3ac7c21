#include "tests/mail/imap_orders.hpp"

#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "tests/fakes/run.hpp"

namespace amends::mail {
namespace {

std::string in_words(const base::Error& error) {
    const auto fault = [&]() -> std::string {
        switch (error.fault) {
            case base::Fault::answer_is_no: return "answer_is_no";
            case base::Fault::wrong_use: return "wrong_use";
            case base::Fault::configuration: return "configuration";
            case base::Fault::daemon_unreachable: return "daemon_unreachable";
            case base::Fault::mail_server: return "mail_server";
            case base::Fault::internal: return "internal";
        }
        return "";
    };
    const auto retry = [&]() -> std::string {
        switch (error.retry) {
            case base::Retry::never: return "never";
            case base::Retry::later: return "later";
            case base::Retry::after_change: return "after_change";
            case base::Retry::unknown: return "unknown";
        }
        return "";
    };
    return "error: " + fault() + " " + retry() + " " + error.message;
}

std::string role(ports::FolderRole role) {
    switch (role) {
        case ports::FolderRole::inbox: return "inbox";
        case ports::FolderRole::sent: return "sent";
        case ports::FolderRole::drafts: return "drafts";
        case ports::FolderRole::trash: return "trash";
        case ports::FolderRole::junk: return "junk";
        case ports::FolderRole::archive: return "archive";
        case ports::FolderRole::all: return "all";
        case ports::FolderRole::other: return "other";
    }
    return "";
}

std::string in_words(const ports::FolderState& state) {
    return "validity " + std::to_string(state.uid_validity) + " next " + std::to_string(state.uid_next) + " exists " +
           std::to_string(state.exists) + " modseq " + std::to_string(state.highest_modseq);
}

std::string in_words(const std::vector<ports::Uid>& uids) {
    std::string text = "uids";
    for (const auto uid : uids) {
        text += " " + std::to_string(uid);
    }
    return text;
}

std::string in_words(const std::vector<ports::Folder>& folders) {
    std::string text;
    for (const auto& folder : folders) {
        text += (text.empty() ? "" : ", ") + folder.name + "=" + role(folder.role) + (folder.selectable ? "" : "!");
    }
    return text;
}

std::string in_words(const std::map<std::string, ports::FolderState>& states) {
    std::string text;
    for (const auto& [name, state] : states) {
        text += (text.empty() ? "" : ", ") + name + ": " + in_words(state);
    }
    return text.empty() ? "none" : text;
}

std::string in_words(const std::vector<ports::MessageHead>& heads) {
    std::string text;
    for (const auto& head : heads) {
        text += (text.empty() ? "" : ", ") + std::to_string(head.uid) + " [";
        for (std::size_t i = 0; i < head.flags.size(); ++i) {
            text += (i == 0 ? "" : " ") + head.flags[i];
        }
        text +=
            "] " + std::to_string(head.size) + " " +
            (head.internal_date ? std::to_string(head.internal_date->seconds) : "undated") + " " +
            (head.header.size() > 200 ? std::to_string(head.header.size()) + " bytes" : fakes::printable(head.header));
        text += head.thread.empty() ? "" : " of " + head.thread;
    }
    return text.empty() ? "none" : text;
}

std::string in_words(const std::string& text) { return fakes::printable(text); }

std::string in_words(const ports::Appended& appended) {
    return "validity " + std::to_string(appended.uid_validity) + " uid " + std::to_string(appended.uid);
}

template <class T>
std::string in_words(const base::Result<T>& result) {
    if (!result) {
        return in_words(result.error());
    }
    if constexpr (std::is_void_v<T>) {
        return "good";
    } else {
        return in_words(*result);
    }
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);) {
        parts.push_back(part);
    }
    return parts;
}

std::string rest(const std::vector<std::string>& words, std::size_t from) {
    std::string text;
    for (std::size_t i = from; i < words.size(); ++i) {
        text += (i == from ? "" : " ") + words[i];
    }
    return text;
}

ports::Uid number(const std::vector<std::string>& words, std::size_t at) {
    return static_cast<ports::Uid>(std::stoul(words.at(at)));
}

}  // namespace

ImapOrders::ImapOrders(AccountSettings settings, ScriptedConnector& connector, ScriptedCredentials& credentials)
    : settings_(std::move(settings)), server_(settings_, connector, credentials) {}

std::string ImapOrders::play(const std::string& order) {
    std::istringstream in(order);
    std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
    const std::string verb = words.at(0);
    words.erase(words.begin());
    return fakes::run(io_, done(verb, words));
}

asio::awaitable<std::string> ImapOrders::done(std::string verb, std::vector<std::string> words) {
    if (verb == "connect") {
        auto connected = co_await server_.connect();
        if (!connected) {
            co_return in_words(connected.error());
        }
        mailbox_ = std::move(*connected);
        co_return std::string("good");
    }
    if (!mailbox_) {
        co_return std::string("not connected");
    }
    if (verb == "logout") {
        co_await mailbox_->logout();
        co_return std::string("good");
    }
    if (verb == "alerts") {
        std::string text;
        for (const auto& alert : mailbox_->take_alerts()) {
            text += (text.empty() ? "" : " | ") + alert;
        }
        co_return text.empty() ? "none" : text;
    }
    for (const auto group : {&ImapOrders::looked, &ImapOrders::read, &ImapOrders::changed, &ImapOrders::waited}) {
        auto text = co_await (this->*group)(verb, words);
        if (!text.empty()) {
            co_return text;
        }
    }
    throw std::runtime_error("there is no order " + verb);
}

asio::awaitable<std::string> ImapOrders::looked(std::string verb, std::vector<std::string> words) {
    if (verb == "folders") {
        co_return in_words(co_await mailbox_->folders());
    }
    if (verb == "open") {
        co_return in_words(co_await mailbox_->open(rest(words, 0)));
    }
    if (verb == "status") {
        co_return in_words(co_await mailbox_->status(split(rest(words, 0), '|')));
    }
    if (verb == "refresh") {
        co_return in_words(co_await mailbox_->refresh());
    }
    co_return std::string();
}

asio::awaitable<std::string> ImapOrders::read(std::string verb, std::vector<std::string> words) {
    if (verb == "heads") {
        co_return in_words(co_await mailbox_->heads(number(words, 0), number(words, 1)));
    }
    if (verb == "message") {
        co_return in_words(co_await mailbox_->message(number(words, 0), number(words, 1)));
    }
    if (verb == "since") {
        co_return in_words(co_await mailbox_->since(base::parse_civil_date(words.at(0)).value()));
    }
    if (verb == "find") {
        base::MessageId id{words.at(0)};
        co_return in_words(co_await mailbox_->find(id, number(words, 1)));
    }
    if (verb == "with_flag") {
        co_return in_words(co_await mailbox_->with_flag(words.at(0), 0));
    }
    if (verb == "existing") {
        std::vector<ports::Uid> uids;
        for (std::size_t i = 0; i < words.size(); ++i) {
            uids.push_back(number(words, i));
        }
        co_return in_words(co_await mailbox_->existing(uids));
    }
    co_return std::string();
}

asio::awaitable<std::string> ImapOrders::changed(std::string verb, std::vector<std::string> words) {
    if (verb == "append") {
        const std::vector<std::string> flags(words.begin() + 1, words.end());
        const std::string bytes = "Subject: x\r\n\r\nHello.\r\n";
        co_return in_words(co_await mailbox_->append(words.at(0), flags, bytes));
    }
    if (verb == "add_flags") {
        const std::vector<std::string> flags(words.begin() + 1, words.end());
        co_return in_words(co_await mailbox_->add_flags(number(words, 0), flags));
    }
    if (verb == "remove") {
        const auto trash = words.size() > 1 ? std::optional(rest(words, 1)) : std::nullopt;
        co_return in_words(co_await mailbox_->remove(number(words, 0), trash));
    }
    co_return std::string();
}

// "wait" looks for a minute at most; "wait_interrupted" is interrupted as soon as nothing moves any more.
asio::awaitable<std::string> ImapOrders::waited(std::string verb, std::vector<std::string> words) {
    if (verb == "wait_interrupted") {
        asio::post(co_await asio::this_coro::executor, [this] { mailbox_->interrupt(); });
    } else if (verb != "wait") {
        co_return std::string();
    }
    const std::chrono::seconds most{words.empty() ? 60 : number(words, 0)};
    auto wakeup = co_await mailbox_->wait(most);
    if (!wakeup) {
        co_return in_words(wakeup.error());
    }
    co_return std::string(*wakeup == ports::Wakeup::something_new ? "something new" : "time up");
}

}  // namespace amends::mail
