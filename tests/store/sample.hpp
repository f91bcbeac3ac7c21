#pragma once
// What the tests of the store share: a folder that goes away, a store in it, and small letters to put there.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "store/sqlite_store.hpp"

namespace amends::store_test {

inline constexpr base::Instant morning{1'795'680'000};  ///< 2026-11-26T08:00:00Z
inline const std::string account = "work";
inline const std::string client = "client@client.example";

class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path database() const { return path_ / "amends" / "amends.db"; }
    /// Every file in it whose bytes contain `text`.
    [[nodiscard]] std::vector<std::string> files_with(const std::string& text) const;

private:
    std::filesystem::path path_;
};

std::unique_ptr<store::SqliteStore> open_store(const std::filesystem::path& database, const store::Caps& caps = {},
                                               const std::map<std::string, store::Caps>& caps_of = {});

core::Letter sample_letter(int number, const std::string& to = client);
core::Step sample_step(core::StepKey key, base::Instant due, core::StepState state = core::StepState::planned);
ports::OutboxItem sample_item(base::LetterId letter, core::StepKey step, core::ActionKind kind,
                              const std::string& about = "");
/// A commit at `morning` of this letter with its steps.
ports::Commit sample_commit(const core::Letter& letter, std::vector<core::Step> steps = {});
/// Commits and returns the letter as it then stands; fails the test where it cannot.
ports::LetterRow stored(ports::Store& store, const ports::Commit& change);
/// Moves the item along `states` in one commit each; false at the first that is refused.
bool walk(ports::Store& store, base::OutboxId item, const std::vector<core::HandoverState>& states,
          base::Instant at = morning);

/// Runs SQL on the file behind the store's back; returns what SQLite says, "" where it worked.
std::string attack(const std::filesystem::path& database, const std::string& sql);
/// The first column of the first row.
std::string ask(const std::filesystem::path& database, const std::string& sql);

}  // namespace amends::store_test
