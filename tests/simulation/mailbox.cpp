#include "tests/simulation/mailbox.hpp"

#include <algorithm>
#include <utility>

namespace amends::simulation {

bool Stored::has_flag(const std::string& flag) const { return std::ranges::find(flags, flag) != flags.end(); }

std::string Stored::message_id() const {
    static const std::string field = "\r\nMessage-ID: <";
    const auto start = bytes.find(field);
    if (start == std::string::npos || start > bytes.find("\r\n\r\n")) return {};
    const auto first = start + field.size();
    return bytes.substr(first, bytes.find('>', first) - first);
}

Mailbox::Mailbox() {
    static const std::vector<std::pair<std::string, std::string>> usual{
        {"INBOX", ""},      {"Archive", "\\Archive"}, {"Drafts", "\\Drafts"},
        {"Junk", "\\Junk"}, {"Sent", "\\Sent"},       {"Trash", "\\Trash"}};
    for (const auto& [name, mark] : usual)
        folders_[name] = {.first_name = name, .mark = mark, .uid_validity = next_validity_++};
}

void Mailbox::changed(const std::string& folder) {
    if (on_change) on_change(folder);
}

Folder* Mailbox::find(const std::string& name) {
    const auto found = folders_.find(name);
    return found == folders_.end() ? nullptr : &found->second;
}

std::string Mailbox::marked(const std::string& mark) const {
    for (const auto& [name, folder] : folders_) {
        if (folder.mark == mark) return name;
    }
    return "";
}

Uid Mailbox::add(const std::string& folder, std::string bytes, std::vector<std::string> flags, base::Instant at) {
    Folder& in = folders_.at(folder);
    const Uid uid = in.uid_next++;
    in.messages[uid] = {std::move(bytes), std::move(flags), at, ++in.highest_modseq};
    changed(folder);
    return uid;
}

bool Mailbox::erase(const std::string& folder, Uid uid) {
    Folder* in = find(folder);
    if (in == nullptr || in->messages.erase(uid) == 0) return false;
    ++in->highest_modseq;
    changed(folder);
    return true;
}

bool Mailbox::add_flags(const std::string& folder, Uid uid, const std::vector<std::string>& flags) {
    Folder* in = find(folder);
    const auto message = in == nullptr ? std::map<Uid, Stored>::iterator{} : in->messages.find(uid);
    if (in == nullptr || message == in->messages.end()) return false;
    for (const std::string& flag : flags) {
        if (!message->second.has_flag(flag)) message->second.flags.push_back(flag);
    }
    message->second.modseq = ++in->highest_modseq;
    changed(folder);
    return true;
}

Uid Mailbox::move(const std::string& folder, Uid uid, const std::string& to) {
    Folder* in = find(folder);
    if (in == nullptr || find(to) == nullptr || !in->messages.contains(uid)) return 0;
    Stored message = in->messages.at(uid);
    const Uid there = add(to, std::move(message.bytes), std::move(message.flags), message.internal_date);
    erase(folder, uid);
    return there;
}

void Mailbox::renumber(const std::string& folder) {
    Folder* in = find(folder);
    if (in == nullptr) return;
    std::map<Uid, Stored> before = std::exchange(in->messages, {});
    in->uid_validity = next_validity_++;
    in->uid_next = 1;
    in->former.clear();
    for (auto& [uid, message] : before) {
        in->former[uid] = in->uid_next;
        in->messages[in->uid_next++] = std::move(message);
    }
    ++in->highest_modseq;
    changed(folder);
}

void Mailbox::rename(const std::string& folder, const std::string& to) {
    if (find(folder) == nullptr || find(to) != nullptr) return;
    auto moved = folders_.extract(folder);
    moved.key() = to;
    folders_.insert(std::move(moved));
    changed(folder);
    changed(to);
}

std::vector<Mailbox::Place> Mailbox::with_id(const std::string& message_id) const {
    std::vector<Place> places;
    for (const auto& [name, folder] : folders_) {
        for (const auto& [uid, message] : folder.messages) {
            if (message.message_id() == message_id) places.push_back({name, uid});
        }
    }
    return places;
}

}  // namespace amends::simulation
