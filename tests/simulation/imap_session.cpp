#include "tests/simulation/imap_session.hpp"

#include <algorithm>

namespace amends::simulation {

Bytes ImapSession::kind_of(std::string_view bytes) const {
    const auto line = bytes.find("\r\n");
    const bool has_more = line != std::string_view::npos && line + 2 < bytes.size();
    const bool continues = !questions_.empty();
    return continues || (has_more && line > 0 && bytes[line - 1] == '}') ? Bytes::literal : Bytes::command;
}

void ImapSession::hear(std::string_view bytes) {
    questions_.feed(bytes);
    while (!gone_) {
        if (!idle_tag_.empty()) {
            if (!questions_.line()) return;
            wire_.say(idle_tag_ + " OK IDLE ended.\r\n", Bytes::tagged);
            idle_tag_.clear();
            continue;
        }
        bool invites = false;
        const auto question = questions_.next(invites);
        if (invites) wire_.say("+ Go on.\r\n", Bytes::invitation);
        if (!question) return;
        answer(*question);
    }
}

void ImapSession::on_change(const std::string& folder) {
    if (gone_ || idle_tag_.empty() || folder != selected_) return;
    announce();
}

void ImapSession::answer(const ImapQuestion& question) {
    const std::string& verb = question.verb;
    if (verb == "CAPABILITY") {
        std::string line = "CAPABILITY IMAP4rev1";
        for (const std::string& each : capabilities_) line += " " + each;
        untagged(line);
        return tagged(question, "OK That is all.");
    }
    if (verb == "LIST") return list(question);
    if (verb == "SELECT") return select(question);
    if (verb == "STATUS") return status(question);
    if (verb == "APPEND") return append(question);
    if (verb == "UID FETCH") return fetch(question);
    if (verb == "UID SEARCH") return search(question);
    if (verb == "UID STORE") return store(question);
    if (verb == "UID MOVE" || verb == "UID COPY") return move(question);
    if (verb == "UID EXPUNGE") return expunge(question);
    if (verb == "NOOP") {
        announce();
        return told(question, "OK Nothing done.", selected_);
    }
    if (verb == "IDLE" && has("IDLE")) {
        wire_.say("+ idling\r\n", Bytes::invitation);
        idle_tag_ = question.tag;
        return announce();
    }
    if (verb == "LOGOUT") {
        untagged("BYE See you.");
        tagged(question, "OK Logged out.");
        gone_ = true;
        return wire_.close_in_order();
    }
    if (verb == "NAMESPACE") untagged("NAMESPACE ((\"\" \".\")) NIL NIL");
    if (verb == "ID") untagged("ID NIL");
    if (verb == "NAMESPACE" || verb == "ID" || verb == "ENABLE") return tagged(question, "OK Done.");
    tagged(question, "BAD This server does not know that.");
}

void ImapSession::told(const ImapQuestion& question, const std::string& result, const std::string& name) {
    const Folder* folder = mailbox_.find(name);
    const Uid uid_next = folder == nullptr ? 0 : folder->uid_next;
    const int look = folder == nullptr ? 0 : witness_.look_began(name);
    tagged(question, result);
    if (look != 0) wire_.when_read([this, look, uid_next] { witness_.look_ended(look, uid_next); });
}

void ImapSession::announce() {
    const Folder* folder = mailbox_.find(selected_);
    if (folder == nullptr) return;
    for (std::size_t i = 0; i < known_.size();) {
        if (folder->messages.contains(known_[i])) {
            ++i;
            continue;
        }
        known_.erase(known_.begin() + static_cast<std::ptrdiff_t>(i));
        untagged(std::to_string(i + 1) + " EXPUNGE");
    }
    const Uid last = known_.empty() ? 0 : known_.back();
    const std::size_t before = known_.size();
    for (auto at = folder->messages.upper_bound(last); at != folder->messages.end(); ++at) known_.push_back(at->first);
    if (known_.size() != before) untagged(std::to_string(known_.size()) + " EXISTS");
}

void ImapSession::list(const ImapQuestion& question) {
    for (const auto& [name, folder] : mailbox_.folders()) {
        const bool asked = question.words.size() < 2 || question.words[1] == "*" || question.words[1] == name;
        if (!asked) continue;
        const std::string marks = has("SPECIAL-USE") ? folder.mark : "";
        untagged("LIST (" + marks + ") \".\" \"" + name + "\"");
    }
    tagged(question, "OK Listed.");
}

void ImapSession::select(const ImapQuestion& question) {
    selected_.clear();
    known_.clear();
    const Folder* folder = mailbox_.find(question.words.at(0));
    if (folder == nullptr) return tagged(question, "NO [NONEXISTENT] There is no such folder.");
    selected_ = question.words[0];
    for (const auto& [uid, message] : folder->messages) known_.push_back(uid);
    untagged("FLAGS (\\Seen \\Answered \\Draft \\Deleted)");
    untagged(std::to_string(known_.size()) + " EXISTS");
    untagged("OK [UIDVALIDITY " + std::to_string(folder->uid_validity) + "] UIDs valid.");
    untagged("OK [UIDNEXT " + std::to_string(folder->uid_next) + "] The next one.");
    if (has("CONDSTORE")) untagged("OK [HIGHESTMODSEQ " + std::to_string(folder->highest_modseq) + "] Highest.");
    told(question, "OK [READ-WRITE] Selected.", selected_);
}

void ImapSession::status(const ImapQuestion& question) {
    const std::string name = question.words.at(0);
    const Folder* folder = mailbox_.find(name);
    if (folder == nullptr) return tagged(question, "NO [NONEXISTENT] There is no such folder.");
    std::string line = "STATUS \"" + name + "\" (MESSAGES " + std::to_string(folder->messages.size()) + " UIDNEXT " +
                       std::to_string(folder->uid_next) + " UIDVALIDITY " + std::to_string(folder->uid_validity);
    if (has("CONDSTORE")) line += " HIGHESTMODSEQ " + std::to_string(folder->highest_modseq);
    untagged(line + ")");
    told(question, "OK That is how it stands.", name);
}

void ImapSession::append(const ImapQuestion& question) {
    const std::string& name = question.words.at(0);
    if (mailbox_.full) {
        tagged(question, "NO [OVERQUOTA] The mailbox is full.");
        return wire_.when_read([this] { witness_.refused_as_full(); });
    }
    if (mailbox_.find(name) == nullptr) return tagged(question, "NO [TRYCREATE] There is no such folder.");
    std::vector<std::string> flags;
    for (std::size_t i = 2; i + 1 < question.words.size() && question.words[i] != ")"; ++i) {
        flags.push_back(question.words[i]);
    }
    const Uid uid = mailbox_.add(name, question.words.back(), flags, time_.truth());
    const Folder& folder = *mailbox_.find(name);
    witness_.stored(name, uid, folder.messages.at(uid));
    const std::string code =
        has("UIDPLUS") ? "[APPENDUID " + std::to_string(folder.uid_validity) + " " + std::to_string(uid) + "] " : "";
    if (name == selected_) announce();
    tagged(question, "OK " + code + "Stored.");
}

void ImapSession::store(const ImapQuestion& question) {
    const std::vector<std::string> flags(question.words.begin() + 3, question.words.end() - 1);
    const bool deletes = std::ranges::find(flags, "\\Deleted") != flags.end();
    for (const Uid uid : in_set(question.words.at(0))) {
        mailbox_.add_flags(selected_, uid, flags);
        // Without UIDPLUS a client can do no more than that.
        if (deletes && !has("UIDPLUS")) witness_.removed(selected_, uid);
    }
    tagged(question, "OK Marked.");
}

void ImapSession::move(const ImapQuestion& question) {
    const std::string& to = question.words.at(1);
    if (mailbox_.find(to) == nullptr) return tagged(question, "NO [TRYCREATE] There is no such folder.");
    for (const Uid uid : in_set(question.words[0])) {
        const Stored message = mailbox_.find(selected_)->messages.at(uid);
        if (question.verb == "UID COPY") {
            mailbox_.add(to, message.bytes, message.flags, message.internal_date);
        } else {
            mailbox_.move(selected_, uid, to);
            witness_.removed(selected_, uid);
        }
    }
    announce();
    tagged(question, "OK Moved.");
}

void ImapSession::expunge(const ImapQuestion& question) {
    for (const Uid uid : in_set(question.words.at(0))) {
        if (!mailbox_.find(selected_)->messages.at(uid).has_flag("\\Deleted")) continue;
        mailbox_.erase(selected_, uid);
        witness_.removed(selected_, uid);
    }
    announce();
    tagged(question, "OK Removed.");
}

}  // namespace amends::simulation
