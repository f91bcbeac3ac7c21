#include "tests/fakes/fake_mailbox.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <functional>
#include <utility>

namespace amends::fakes {
namespace {

using base::Error;
using base::Fault;
using base::Result;
using base::Retry;
using ports::FolderRole;
using ports::FolderState;
using ports::Task;
using ports::Uid;

constexpr std::size_t most_header = 256 * 1024;

Error lost() { return {Fault::mail_server, Retry::later, "The connection to the mail server was lost."}; }

FolderState state_of(const StoredFolder& folder) {
    FolderState state;
    state.uid_validity = folder.uid_validity;
    state.uid_next = folder.uid_next;
    state.highest_modseq = folder.modseq;
    state.exists = static_cast<std::uint32_t>(folder.messages.size());
    return state;
}

std::string header_of(const std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    return bytes.substr(0, std::min(most_header, end == std::string::npos ? bytes.size() : end + 4));
}

}  // namespace

class FakeMailbox final : public ports::Mailbox {
public:
    explicit FakeMailbox(FakeAccount& account) : account_(account), generation_(account.generation_) {}
    FakeMailbox(const FakeMailbox&) = delete;
    FakeMailbox& operator=(const FakeMailbox&) = delete;
    ~FakeMailbox() override = default;

    Task<std::vector<ports::Folder>> folders() override {
        return perform<std::vector<ports::Folder>>("folders", "", [this]() -> Result<std::vector<ports::Folder>> {
            std::vector<ports::Folder> all;
            for (const auto& [name, folder] : account_.folders_) {
                all.push_back(folder.folder);
            }
            return all;
        });
    }

    Task<FolderState> open(std::string folder) override {
        return perform<FolderState>("open", folder, [this, folder]() -> Result<FolderState> {
            open_.clear();
            const auto found = account_.folders_.find(folder);
            if (found == account_.folders_.end()) {
                return base::failure(Fault::answer_is_no, Retry::after_change, "There is no folder " + folder + ".");
            }
            open_ = folder;
            seen_ = found->second.modseq;
            return state_of(found->second);
        });
    }

    Task<std::map<std::string, FolderState>> status(std::vector<std::string> folders) override {
        using States = std::map<std::string, FolderState>;
        std::string all;
        for (const auto& name : folders) {
            all += (all.empty() ? "" : " ") + name;
        }
        return perform<States>("status", all, [this, folders = std::move(folders)]() -> Result<States> {
            States states;
            for (const auto& name : folders) {
                if (const auto found = account_.folders_.find(name); found != account_.folders_.end()) {
                    states[name] = state_of(found->second);
                }
            }
            return states;
        });
    }

    Task<FolderState> refresh() override {
        return in_folder<FolderState>("refresh", "", [this](StoredFolder& folder) -> Result<FolderState> {
            seen_ = folder.modseq;
            return state_of(folder);
        });
    }

    Task<std::vector<ports::MessageHead>> heads(Uid first, Uid last) override {
        using Heads = std::vector<ports::MessageHead>;
        return in_folder<Heads>("heads", std::to_string(first), [first, last](StoredFolder& folder) -> Result<Heads> {
            Heads heads;
            for (auto at = folder.messages.lower_bound(first);
                 at != folder.messages.end() && (last == 0 || at->first <= last); ++at) {
                ports::MessageHead head;
                head.uid = at->first;
                head.flags = at->second.flags;
                head.internal_date = at->second.internal_date;
                head.size = static_cast<std::uint32_t>(at->second.bytes.size());
                head.header = header_of(at->second.bytes);
                head.thread = at->second.thread;
                heads.push_back(std::move(head));
            }
            return heads;
        });
    }

    Task<std::string> message(Uid uid, std::size_t most) override {
        return in_folder<std::string>(
            "message", std::to_string(uid), [uid, most](StoredFolder& folder) -> Result<std::string> {
                const auto found = folder.messages.find(uid);
                if (found == folder.messages.end()) {
                    return base::failure(Fault::answer_is_no, Retry::never, "The message is gone.");
                }
                return found->second.bytes.substr(0, most);
            });
    }

    Task<std::vector<Uid>> since(base::CivilDate date) override {
        return in_folder<std::vector<Uid>>("since", base::to_string(date),
                                           [date](StoredFolder& folder) -> Result<std::vector<Uid>> {
                                               std::vector<Uid> uids;
                                               for (const auto& [uid, message] : folder.messages) {
                                                   if (base::civil_at_offset(message.internal_date, 0).date >= date) {
                                                       uids.push_back(uid);
                                                   }
                                               }
                                               return uids;
                                           });
    }

    Task<std::vector<Uid>> find(base::MessageId id, Uid first) override {
        return in_folder<std::vector<Uid>>("find", id.value,
                                           [id, first](StoredFolder& folder) -> Result<std::vector<Uid>> {
                                               std::vector<Uid> uids;
                                               for (const auto& [uid, message] : folder.messages) {
                                                   if (uid >= first && message_id_of(message.bytes) == id.value) {
                                                       uids.push_back(uid);
                                                   }
                                               }
                                               return uids;
                                           });
    }

    Task<std::vector<Uid>> with_flag(std::string flag, std::uint64_t modseq) override {
        return in_folder<std::vector<Uid>>("with_flag", flag, [=](StoredFolder& folder) -> Result<std::vector<Uid>> {
            std::vector<Uid> uids;
            for (const auto& [uid, message] : folder.messages) {
                if (message.modseq <= modseq) continue;
                if (std::find(message.flags.begin(), message.flags.end(), flag) != message.flags.end()) {
                    uids.push_back(uid);
                }
            }
            return uids;
        });
    }

    Task<std::vector<Uid>> existing(std::vector<Uid> uids) override {
        return in_folder<std::vector<Uid>>("existing", "",
                                           [uids = std::move(uids)](StoredFolder& folder) -> Result<std::vector<Uid>> {
                                               std::vector<Uid> left;
                                               std::copy_if(uids.begin(), uids.end(), std::back_inserter(left),
                                                            [&](Uid uid) { return folder.messages.contains(uid); });
                                               return left;
                                           });
    }

    Task<ports::Appended> append(std::string folder, std::vector<std::string> flags, std::string bytes) override {
        return perform<ports::Appended>(
            "append", folder,
            [this, folder, flags = std::move(flags), bytes = std::move(bytes)]() -> Result<ports::Appended> {
                const auto found = account_.folders_.find(folder);
                if (found == account_.folders_.end()) {
                    return base::failure(Fault::answer_is_no, Retry::after_change,
                                         "There is no folder " + folder + ".");
                }
                const Uid uid = account_.put(found->second, bytes, flags, account_.clock_.now());
                ports::Appended appended;
                if (account_.uidplus) {
                    appended.uid_validity = found->second.uid_validity;
                    appended.uid = uid;
                }
                return appended;
            });
    }

    Task<void> add_flags(Uid uid, std::vector<std::string> flags) override {
        return in_folder<void>("add_flags", std::to_string(uid),
                               [this, uid, flags = std::move(flags)](StoredFolder& folder) -> base::Status {
                                   const auto found = folder.messages.find(uid);
                                   if (found == folder.messages.end()) {
                                       return {};  // as UID STORE does for a UID that is gone
                                   }
                                   for (const auto& flag : flags) {
                                       auto& has = found->second.flags;
                                       if (std::find(has.begin(), has.end(), flag) == has.end()) {
                                           has.push_back(flag);
                                       }
                                   }
                                   account_.changed(folder);
                                   found->second.modseq = folder.modseq;
                                   return {};
                               });
    }

    Task<void> remove(Uid uid, std::optional<std::string> trash) override {
        return in_folder<void>("remove", std::to_string(uid),
                               [this, uid, trash = std::move(trash)](StoredFolder& folder) -> base::Status {
                                   if (!folder.messages.contains(uid)) {
                                       return {};
                                   }
                                   if (trash && !account_.folders_.contains(*trash)) {
                                       return base::failure(Fault::answer_is_no, Retry::after_change,
                                                            "There is no folder " + *trash + ".");
                                   }
                                   if (trash) {
                                       account_.move(open_, uid, *trash);
                                   } else {
                                       account_.erase(open_, uid);
                                   }
                                   return {};
                               });
    }

    Task<ports::Wakeup> wait(std::chrono::seconds most) override {
        const Turn turn(*this, "wait");
        account_.calls.push_back("wait " + open_);
        const base::Instant end = account_.clock_.now() + most;
        account_.call("wait", true);
        if (auto error = account_.planned_failure("wait", FailsWhen::before_effect)) {
            over_ = over_ || error->retry == Retry::later;
            co_return tl::unexpected<Error>(std::move(*error));
        }
        co_await account_.clock_.bell().until([this, end] {
            return over().has_value() || interrupted_ || modseq() != seen_ || account_.clock_.now() >= end;
        });
        interrupted_ = false;
        account_.call("wait", false);
        if (auto error = over()) {
            over_ = true;
            co_return tl::unexpected<Error>(std::move(*error));
        }
        const bool news = modseq() != seen_;
        seen_ = modseq();
        co_return news ? ports::Wakeup::something_new : ports::Wakeup::time_up;
    }

    void interrupt() override {
        interrupted_ = true;
        account_.clock_.bell().ring();
    }

    asio::awaitable<void> logout() override {
        account_.calls.emplace_back("logout");
        over_ = true;
        account_.clock_.bell().ring();
        co_return;
    }

    std::vector<std::string> take_alerts() override { return std::exchange(account_.alerts_, {}); }

private:
    struct Turn {
        Turn(FakeMailbox& mailbox, const std::string& operation) : busy(mailbox.busy_) {
            if (*busy) {
                mailbox.account_.violations.push_back(operation + " while another operation runs");
            }
            *busy = true;
        }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() { *busy = false; }
        std::shared_ptr<bool> busy;
    };

    [[nodiscard]] std::optional<Error> over() const {
        const bool gone = over_ || account_.down_ || generation_ != account_.generation_;
        return gone ? std::optional<Error>(lost()) : std::nullopt;
    }

    // A folder that vanishes under a conversation counts as a change.
    [[nodiscard]] std::uint64_t modseq() const {
        const auto found = account_.folders_.find(open_);
        return found == account_.folders_.end() ? 0 : found->second.modseq;
    }

    template <class T>
    Task<T> perform(std::string operation, std::string detail, std::function<Result<T>()> effect) {
        const Turn turn(*this, operation);
        account_.calls.push_back(detail.empty() ? operation : operation + " " + detail);
        co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
        account_.call(operation, true);
        if (auto error = over()) {
            co_return tl::unexpected<Error>(std::move(*error));
        }
        if (auto error = account_.planned_failure(operation, FailsWhen::before_effect)) {
            over_ = over_ || error->retry == Retry::later;
            co_return tl::unexpected<Error>(std::move(*error));
        }
        Result<T> result = effect();
        account_.call(operation, false);
        if (auto error = account_.planned_failure(operation, FailsWhen::after_effect)) {
            over_ = over_ || error->retry == Retry::later;
            co_return tl::unexpected<Error>(std::move(*error));
        }
        co_return result;
    }

    template <class T>
    Task<T> in_folder(std::string operation, std::string detail, std::function<Result<T>(StoredFolder&)> effect) {
        return perform<T>(operation, std::move(detail), [this, operation, effect = std::move(effect)]() -> Result<T> {
            const auto found = account_.folders_.find(open_);
            if (open_.empty()) {
                account_.violations.push_back(operation + " without an open folder");
            }
            if (found == account_.folders_.end()) {
                return tl::unexpected<Error>(lost());
            }
            return effect(found->second);
        });
    }

    FakeAccount& account_;
    std::uint64_t generation_;
    std::string open_;
    std::uint64_t seen_ = 0;
    // Shared: an operation that is destroyed with its loop may outlive its conversation.
    std::shared_ptr<bool> busy_ = std::make_shared<bool>(false);
    bool over_ = false;
    bool interrupted_ = false;
};

Task<std::unique_ptr<ports::Mailbox>> FakeAccount::connect() {
    calls.emplace_back("connect");
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    call("connect", true);
    if (auto error = planned_failure("connect", FailsWhen::before_effect)) {
        co_return tl::unexpected<Error>(std::move(*error));
    }
    call("connect", false);
    if (down_) {
        co_return tl::unexpected<Error>(lost());
    }
    co_return std::make_unique<FakeMailbox>(*this);
}

void FakeAccount::set_thread(const std::string& folder, Uid uid, const std::string& thread) {
    folders_.at(folder).messages.at(uid).thread = thread;
}

void FakeAccount::lose(const std::string& operation, FailsWhen when, int times) {
    fail(operation, when, lost(), times);
}

std::string message_id_of(const std::string& bytes) {
    constexpr std::string_view name = "\nmessage-id:";
    const std::string header = "\n" + header_of(bytes);
    const auto at = std::search(header.begin(), header.end(), name.begin(), name.end(),
                                [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    if (at == header.end()) {
        return "";
    }
    std::string value(at + static_cast<std::ptrdiff_t>(name.size()), header.end());
    const auto end = value.find('>');
    value.resize(end == std::string::npos ? value.find("\r\n") : end + 1);
    const auto start = value.find_first_not_of(" \t\r\n");
    const auto id = base::parse_message_id(start == std::string::npos ? "" : value.substr(start));
    return id ? id->value : "";
}

std::string small_message(const std::string& message_id, const std::vector<std::string>& header_lines,
                          const std::string& text) {
    std::string bytes = "Message-ID: <" + message_id + ">\r\n";
    for (const auto& line : header_lines) {
        bytes += line + "\r\n";
    }
    return bytes + "\r\n" + text + "\r\n";
}

}  // namespace amends::fakes
