// The test's side of the fake mailbox: what lies in the account, and what is to go wrong.
#include <algorithm>
#include <utility>

#include "tests/fakes/fake_mailbox.hpp"

namespace amends::fakes {

using base::Error;
using ports::FolderRole;
using ports::Uid;

FakeAccount::FakeAccount(FakeClock& clock) : clock_(clock) {
    add_folder("INBOX", FolderRole::inbox);
    add_folder("Sent", FolderRole::sent);
    add_folder("Drafts", FolderRole::drafts);
    add_folder("Trash", FolderRole::trash);
    add_folder("Junk", FolderRole::junk);
    add_folder("Archive", FolderRole::archive);
}

void FakeAccount::add_folder(const std::string& name, FolderRole role) {
    StoredFolder folder;
    folder.folder.name = name;
    folder.folder.role = role;
    folder.uid_validity = next_validity_++;
    folders_[name] = std::move(folder);
}

void FakeAccount::rename_folder(const std::string& name, const std::string& to) {
    auto node = folders_.extract(name);
    node.key() = to;
    node.mapped().folder.name = to;
    folders_.insert(std::move(node));
    clock_.bell().ring();
}

void FakeAccount::delete_folder(const std::string& name) {
    folders_.erase(name);
    clock_.bell().ring();
}

void FakeAccount::renumber_folder(const std::string& name) {
    StoredFolder& folder = folders_.at(name);
    auto messages = std::exchange(folder.messages, {});
    folder.uid_validity = next_validity_++;
    folder.uid_next = 1;
    for (auto& [uid, message] : messages) {
        put(folder, std::move(message.bytes), std::move(message.flags), message.internal_date);
    }
    changed(folder);
    drop_all();
}

Uid FakeAccount::put(StoredFolder& folder, std::string bytes, std::vector<std::string> flags, base::Instant date) {
    const Uid uid = folder.uid_next++;
    changed(folder);
    folder.messages[uid] = StoredMessage{uid, std::move(flags), date, std::move(bytes), folder.modseq};
    return uid;
}

void FakeAccount::changed(StoredFolder& folder) {
    ++folder.modseq;
    clock_.bell().ring();
}

void FakeAccount::put_back(const std::string& folder, Uid uid_next) {
    StoredFolder& stored = folders_.at(folder);
    stored.messages.erase(stored.messages.lower_bound(uid_next), stored.messages.end());
    stored.uid_next = uid_next;
    changed(stored);
}

Uid FakeAccount::deliver(const std::string& folder, const std::string& bytes, std::vector<std::string> flags) {
    return put(folders_.at(folder), bytes, std::move(flags), clock_.now());
}

void FakeAccount::erase(const std::string& folder, Uid uid) {
    folders_.at(folder).messages.erase(uid);
    changed(folders_.at(folder));
}

Uid FakeAccount::edit(const std::string& folder, Uid uid, const std::string& bytes) {
    StoredFolder& in = folders_.at(folder);
    const auto flags = in.messages.at(uid).flags;
    const Uid fresh = put(in, bytes, flags, clock_.now());
    erase(folder, uid);
    return fresh;
}

void FakeAccount::set_flags(const std::string& folder, Uid uid, std::vector<std::string> flags) {
    StoredFolder& stored = folders_.at(folder);
    changed(stored);
    stored.messages.at(uid).flags = std::move(flags);
    stored.messages.at(uid).modseq = stored.modseq;
}

Uid FakeAccount::move(const std::string& from, Uid uid, const std::string& to) {
    const StoredMessage message = folders_.at(from).messages.at(uid);
    erase(from, uid);
    return put(folders_.at(to), message.bytes, message.flags, message.internal_date);
}

std::vector<StoredMessage> FakeAccount::with_id(const std::string& folder, const std::string& message_id) const {
    std::vector<StoredMessage> found;
    for (const auto& [uid, message] : folders_.at(folder).messages) {
        if (message_id_of(message.bytes) == message_id) {
            found.push_back(message);
        }
    }
    return found;
}

void FakeAccount::fail(const std::string& operation, FailsWhen when, Error error, int times) {
    for (int i = 0; i < times; ++i) {
        failures_.push_back({operation, when, error});
    }
}

void FakeAccount::set_down(bool down) {
    down_ = down;
    if (down) {
        drop_all();
    }
}

void FakeAccount::drop_all() {
    ++generation_;
    clock_.bell().ring();
}

long FakeAccount::count(const std::string& beginning) const {
    return std::count_if(calls.begin(), calls.end(),
                         [&](const std::string& one) { return one.starts_with(beginning); });
}

std::optional<Error> FakeAccount::planned_failure(const std::string& operation, FailsWhen when) {
    const auto found = std::find_if(failures_.begin(), failures_.end(),
                                    [&](const Failure& one) { return one.operation == operation && one.when == when; });
    if (found == failures_.end()) {
        return std::nullopt;
    }
    Error error = std::move(found->error);
    failures_.erase(found);
    return error;
}

void FakeAccount::call(const std::string& operation, bool before_effect) const {
    if (hook) {
        hook(operation, before_effect);
    }
}

}  // namespace amends::fakes
