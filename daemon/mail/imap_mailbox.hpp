#pragma once
// The user's mailbox over IMAP (ports/mailbox.hpp). Folder names go over the wire as the server itself wrote them in
// LIST, and as modified UTF-7 where it has not been asked. Nothing here retries: an Error with Retry::later has ended
// the conversation, and Retry::unknown (an APPEND without an answer) has too.
#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mail/account.hpp"
#include "mail/connector.hpp"
#include "mail/folder_roles.hpp"
#include "mail/imap_fetch.hpp"
#include "mail/imap_session.hpp"
#include "ports/mailbox.hpp"

namespace amends::mail {

/// The part of an account's settings that a conversation needs.
struct MailboxSettings {
    std::map<ports::FolderRole, std::string> folders;
    std::chrono::milliseconds poll_every{120'000};
    std::chrono::milliseconds idle_renew{25 * 60'000};
};

class ImapMailbox final : public ports::Mailbox {
public:
    ImapMailbox(const asio::any_io_executor& executor, std::unique_ptr<ports::ByteStream> stream,
                MailboxSettings settings, ImapDeadlines deadlines = {}, ImapLimits limits = {});
    /// CAPABILITY, ID, NAMESPACE, ENABLE. Must be the first call.
    ports::Task<void> begin();

    ports::Task<std::vector<ports::Folder>> folders() override;
    ports::Task<ports::FolderState> open(std::string folder) override;
    ports::Task<std::map<std::string, ports::FolderState>> status(std::vector<std::string> folders) override;
    ports::Task<ports::FolderState> refresh() override;

    ports::Task<std::vector<ports::MessageHead>> heads(ports::Uid first, ports::Uid last) override;
    ports::Task<std::string> message(ports::Uid uid, std::size_t most) override;
    ports::Task<std::vector<ports::Uid>> since(base::CivilDate date) override;
    ports::Task<std::vector<ports::Uid>> with_flag(std::string flag, std::uint64_t modseq) override;
    ports::Task<std::vector<ports::Uid>> find(base::MessageId id, ports::Uid first) override;
    ports::Task<std::vector<ports::Uid>> existing(std::vector<ports::Uid> uids) override;

    ports::Task<ports::Appended> append(std::string folder, std::vector<std::string> flags, std::string bytes) override;
    ports::Task<void> add_flags(ports::Uid uid, std::vector<std::string> flags) override;
    ports::Task<void> remove(ports::Uid uid, std::optional<std::string> trash) override;

    ports::Task<ports::Wakeup> wait(std::chrono::seconds most) override;
    void interrupt() override;

    asio::awaitable<void> logout() override;
    std::vector<std::string> take_alerts() override { return session_.take_alerts(); }

private:
    [[nodiscard]] base::Result<std::string> wire_name(const std::string& folder) const;
    tl::unexpected<base::Error> refused(const ImapReply& reply, const std::string& what);
    tl::unexpected<base::Error> sent_too_much();
    void read_namespaces(const ImapResponse& response);
    std::optional<ListedFolder> read_list(const ImapResponse& response);
    [[nodiscard]] bool belongs_to_others(const std::string& wire) const;
    ports::Task<bool> is_missing(ImapReply reply, std::string wire);
    ports::Task<void> make_sure_of_uid_next();
    ports::Task<std::map<std::string, ports::FolderState>> status_of(std::vector<std::string> folders);
    ports::Task<std::vector<FetchedMessage>> fetch(std::string set, std::string items, ports::Uid first,
                                                   ports::Uid last);
    ports::Task<std::vector<ports::Uid>> search(base::Result<ImapCommand> command);
    ports::Task<void> plain(base::Result<ImapCommand> command, std::string what);

    ImapSession session_;
    MailboxSettings settings_;
    asio::steady_timer wake_;
    bool interrupted_ = false;
    bool idle_refused_ = false;
    std::string open_folder_;
    std::map<std::string, std::string> wire_names_;  // UTF-8 to what LIST said
    std::vector<std::string> others_;                // prefixes of other users' and shared folders
};

/// Opens conversations with one account's mailbox. All three arguments outlive it.
class ImapServer final : public ports::MailboxServer {
public:
    ImapServer(const AccountSettings& settings, Connector& connector, Credentials& credentials)
        : settings_(settings), connector_(connector), credentials_(credentials) {}
    ports::Task<std::unique_ptr<ports::Mailbox>> connect() override;

private:
    const AccountSettings& settings_;
    Connector& connector_;
    Credentials& credentials_;
};

}  // namespace amends::mail
