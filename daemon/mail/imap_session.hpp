#pragma once
// One IMAP conversation: tags, pipelining, deadlines, and what the server says unasked. One command (or pipeline) at a
// time. When anything goes wrong with the connection, or the server breaks the protocol or says BYE, the conversation
// is over: the stream is closed and every later call gives the same Error.
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mail/imap_failure.hpp"
#include "mail/imap_parse.hpp"
#include "mail/imap_write.hpp"
#include "ports/byte_stream.hpp"
#include "ports/mailbox.hpp"
#include "ports/task.hpp"

namespace amends::mail {

struct ImapDeadlines {
    std::chrono::milliseconds silence{60'000};  ///< without one byte while an answer is due
    std::chrono::milliseconds command{std::chrono::minutes{10}};
    std::chrono::milliseconds goodbye{2'000};
    std::chrono::milliseconds idle_silence{std::chrono::hours{24}};  ///< IDLE is ended by its timer, long before this
};

class ImapSession {
public:
    /// Sees the untagged responses while its command runs, also those that are not meant for it.
    using Sink = std::function<void(ImapResponse&)>;
    enum class IdleEnd { news, timer, refused };

    explicit ImapSession(std::unique_ptr<ports::ByteStream> stream, ImapDeadlines deadlines = {},
                         ImapLimits limits = {});

    ports::Task<ImapReply> run(base::Result<ImapCommand> command, Sink sink = {});
    /// Sends all at once, but for those whose literal the server must invite: these go alone. The replies come in the
    /// order of the commands.
    ports::Task<std::vector<ImapReply>> run_all(std::vector<ImapCommand> commands, Sink sink = {});
    /// IDLE on the selected folder until something is new there or `timer`, which the caller has set, runs out.
    ports::Task<IdleEnd> idle(asio::steady_timer& timer);
    /// LOGOUT where the conversation still stands, then close.
    asio::awaitable<void> logout();
    /// Ends the conversation with `why`, unless it has ended before; returns the Error that ended it.
    tl::unexpected<base::Error> end(base::Error why);

    [[nodiscard]] bool has(std::string_view capability) const;
    [[nodiscard]] bool ended() const { return ended_.has_value(); }
    /// True where the last command left this machine whole, so that the server may have done it.
    [[nodiscard]] bool sent_whole() const { return sent_whole_; }

    /// The selected folder, as the server has announced it; uid_next is the highest value known.
    [[nodiscard]] const ports::FolderState& folder() const { return folder_; }
    void forget_folder();
    /// EXISTS was said since the server's UIDNEXT, or since ask_for_uid_next().
    [[nodiscard]] bool uid_next_stale() const { return uid_next_stale_; }
    /// The next command asks for the highest UID; an EXISTS that comes from here on makes uid_next stale again.
    void ask_for_uid_next() { uid_next_stale_ = false; }
    void raise_uid_next(ports::Uid uid_next);
    /// Counts every EXISTS that said another number than was known.
    [[nodiscard]] std::uint64_t recounts() const { return recounts_; }
    /// Messages have come to the selected folder or gone since take_news(). Changed flags are no news: a keyword set
    /// in Sent is found by the regular look, and a server that repeats itself must not keep everybody awake.
    bool take_news() { return std::exchange(news_, false); }
    [[nodiscard]] bool news() const { return news_; }
    std::vector<std::string> take_alerts() { return std::exchange(alerts_, {}); }
    void alert(std::string text);
    /// Takes the ALERTs out of what the server said before this conversation: its greeting, its answer to the login.
    void hear_greeting();

private:
    ports::Task<void> write(std::string_view bytes);
    ports::Task<void> fill(std::chrono::milliseconds within);
    ports::Task<ImapResponse> next(std::chrono::steady_clock::time_point until);
    ports::Task<std::vector<ImapReply>> run_together(std::vector<ImapCommand> commands, Sink sink);
    ports::Task<std::vector<ImapReply>> replies(std::vector<std::string> tags, Sink sink);
    [[nodiscard]] LiteralStyle literal_style() const;
    base::Status absorb(ImapResponse& response, const Sink& sink);
    base::Status absorb_status(const ImapResponse& response);
    base::Status absorb_number(const ImapResponse& response);
    void absorb_capabilities(const std::vector<ImapValue>& values);
    std::string next_tag();

    std::unique_ptr<ports::ByteStream> stream_;
    ImapDeadlines deadlines_;
    ImapReader reader_;
    std::optional<base::Error> ended_;
    std::set<std::string, std::less<>> capabilities_;
    ports::FolderState folder_;
    bool uid_next_stale_ = false;
    std::uint64_t recounts_ = 0;
    bool news_ = false;
    bool sent_whole_ = false;
    bool leaving_ = false;
    int tags_ = 0;
    int reads_ = 0;
    std::vector<std::string> alerts_;
};

}  // namespace amends::mail
