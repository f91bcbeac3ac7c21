#include "app/history.hpp"

#include <algorithm>
#include <map>

namespace amends::app {

namespace {

constexpr std::chrono::hours season{90 * 24};

int open_promises(const core::Letter& letter) {
    return static_cast<int>(std::ranges::count(letter.promises, core::PromiseState::open, &core::Promise::state));
}

}  // namespace

base::Result<rpc::ClientHistory> history_of(ports::Store& store, const std::vector<std::string>& mailboxes,
                                            base::Instant at, const base::MessageId& except) {
    std::map<base::LetterId, ports::LetterRow> letters;  // one may have gone to several of the addresses
    for (const std::string& mailbox : mailboxes) {
        auto rows = store.letters({.with_closed = true, .client = mailbox});
        if (!rows) return tl::unexpected(rows.error());
        for (ports::LetterRow& row : *rows) {
            if (row.letter.message_id != except) letters.insert_or_assign(row.letter.id, std::move(row));
        }
    }
    rpc::ClientHistory history;
    for (auto& [id, row] : letters) {
        const bool recent = row.letter.sent_at <= at && at - row.letter.sent_at <= season;
        const int open = open_promises(row.letter);
        history.letters_in_90_days += recent ? 1 : 0;
        history.open_promises += open;
        if (recent || open > 0) history.letters.push_back({std::move(row.letter), std::move(row.steps)});
    }
    std::ranges::sort(history.letters, std::ranges::greater{},
                      [](const rpc::LetterView& view) { return std::pair(view.letter.sent_at, view.letter.id); });
    return history;
}

}  // namespace amends::app
