#include "tests/store/sample.hpp"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/hash.hpp"

namespace amends::store_test {

namespace fs = std::filesystem;

Folder::Folder() {
    // Memory where there is a file system of it: what is tested survives a dead process, and no disk is pulled out
    // here.
    const fs::path memory = "/dev/shm";
    const fs::path base = ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
    std::string name = (base / "amends-store-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::vector<std::string> Folder::files_with(const std::string& text) const {
    std::vector<std::string> found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path_)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.find(text) != std::string::npos) found.push_back(entry.path().filename().string());
    }
    return found;
}

std::unique_ptr<store::SqliteStore> open_store(const fs::path& database, const store::Caps& caps,
                                               const std::map<std::string, store::Caps>& caps_of) {
    auto opened = store::SqliteStore::open({database, morning, caps, caps_of});
    if (!opened) {
        ADD_FAILURE() << opened.error().message;
        std::abort();
    }
    return std::move(*opened);
}

core::Letter sample_letter(int number, const std::string& to) {
    core::Letter letter;
    letter.account = account;
    letter.message_id = {"letter-" + std::to_string(number) + "@me.example"};
    letter.from = {"Me", "me@me.example"};
    letter.recipients = {{{"Client", to}, core::RecipientField::to, false}};
    letter.subject = "About the delay";
    letter.sent_at = morning;
    letter.language = "en";
    return letter;
}

core::Step sample_step(core::StepKey key, base::Instant due, core::StepState state) {
    core::Step step;
    step.key = key;
    step.state = state;
    step.due = {base::civil_at_offset(due, 0), "UTC", "3 business days after 2026-11-20", due};
    step.meant_for = due;
    return step;
}

ports::OutboxItem sample_item(base::LetterId letter, core::StepKey step, core::ActionKind kind,
                              const std::string& about) {
    ports::OutboxItem item;
    item.account = account;
    item.letter = letter;
    item.step = step;
    item.kind = kind;
    item.message_id = {"step-" + std::to_string(letter.value) + "-" + core::to_word(step.kind) + "-" +
                       std::to_string(step.ordinal) + about + "@me.example"};
    if (kind == core::ActionKind::withdraw_draft) {
        item.hash = base::sha256_hex("the draft");
    } else {
        item.bytes = "Subject: Is it better now?\r\n\r\nHow are things?" + about + "\r\n";
        item.hash = base::sha256_hex(item.bytes);
    }
    if (kind == core::ActionKind::send) item.envelope = {"me@me.example", {client}, "envelope"};
    item.created_at = morning;
    item.next_try = morning;
    item.changed_at = morning;
    return item;
}

ports::Commit sample_commit(const core::Letter& letter, std::vector<core::Step> steps) {
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.letter = letter;
    change.steps = std::move(steps);
    change.reasons = {{std::nullopt, "The letter is tracked."}};
    return change;
}

ports::LetterRow stored(ports::Store& store, const ports::Commit& change) {
    const auto committed = store.commit(change);
    if (!committed) {
        ADD_FAILURE() << committed.error().message;
        return {};
    }
    auto row = store.letter(committed->letter);
    if (!row || !*row) {
        ADD_FAILURE() << "the letter cannot be read back";
        return {};
    }
    return **row;
}

bool walk(ports::Store& store, base::OutboxId item, const std::vector<core::HandoverState>& states, base::Instant at) {
    for (core::HandoverState state : states) {
        ports::Commit change;
        change.at = at;
        change.account = account;
        change.handovers = {{.id = item, .to = state}};
        if (!store.commit(change)) return false;
    }
    return true;
}

std::string attack(const fs::path& database, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(database.c_str(), &handle);
    sqlite3_exec(handle, "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON", nullptr, nullptr, nullptr);
    char* message = nullptr;
    sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message);
    std::string said = message == nullptr ? "" : message;
    sqlite3_free(message);
    sqlite3_close(handle);
    return said;
}

std::string ask(const fs::path& database, const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(database.c_str(), &handle);
    sqlite3_stmt* statement = nullptr;
    std::string answer;
    if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        answer = text == nullptr ? "" : text;
    }
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return answer;
}

}  // namespace amends::store_test
