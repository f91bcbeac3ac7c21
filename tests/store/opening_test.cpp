#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "store/migrations.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

base::Error refusal(const fs::path& database) {
    const auto opened = store::SqliteStore::open({database, morning, {}});
    if (opened) {
        ADD_FAILURE() << "it was opened";
        return {};
    }
    return opened.error();
}

std::string mode_of(const fs::path& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return "missing";
    return fmt::format("{:o}", facts.st_mode & 0777U);
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

TEST(Opening, LetsOnlyTheOwnerRead) {
    Folder folder;
    const auto store = open_store(folder.database());
    stored(*store, sample_commit(sample_letter(1)));
    EXPECT_EQ(mode_of(folder.database().parent_path()), "700");
    for (const char* more : {"", "-wal", "-shm", ".lock"}) {
        EXPECT_EQ(mode_of(folder.database().string() + more), "600") << more;
    }
}

TEST(Opening, TakesBackRightsThatOthersWereGiven) {
    Folder folder;
    open_store(folder.database());
    fs::permissions(folder.database(), fs::perms::all);
    const auto store = open_store(folder.database());
    EXPECT_EQ(mode_of(folder.database()), "600");
}

TEST(Opening, IsForOneDaemonAtATime) {
    Folder folder;
    auto first = open_store(folder.database());
    const base::Error error = refusal(folder.database());
    EXPECT_EQ(error.retry, base::Retry::after_change);
    EXPECT_THAT(error.message, HasSubstr("Another amendsd"));
    first.reset();
    EXPECT_TRUE(store::SqliteStore::open({folder.database(), morning, {}}));
}

TEST(Opening, KeepsEveryPromiseOfDurability) {
    Folder folder;
    store::Database database(folder.database(), morning);
    const auto said = [&](const char* pragma) { return database.raw().execAndGet(pragma).getString(); };
    EXPECT_EQ(said("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(said("PRAGMA synchronous"), "2");
    EXPECT_EQ(said("PRAGMA foreign_keys"), "1");
    EXPECT_EQ(said("PRAGMA secure_delete"), "1");
    EXPECT_EQ(said("PRAGMA recursive_triggers"), "1");
    EXPECT_EQ(said("PRAGMA temp_store"), "2");
}

TEST(Opening, RefusesANewerSchemaAndSaysWhatToDo) {
    Folder folder;
    open_store(folder.database());
    ASSERT_EQ(attack(folder.database(), "PRAGMA user_version = 99"), "");
    const base::Error error = refusal(folder.database());
    EXPECT_EQ(error.fault, base::Fault::configuration);
    EXPECT_THAT(error.message, HasSubstr("newer Amends"));
    EXPECT_EQ(ask(folder.database(), "PRAGMA user_version"), "99");
}

TEST(Opening, RefusesTheDatabaseOfAnotherProgram) {
    Folder folder;
    const fs::path other = folder.path() / "other.db";
    ASSERT_EQ(attack(other, "CREATE TABLE bookmarks (url TEXT)"), "");
    EXPECT_THAT(refusal(other).message, HasSubstr("another program"));
    EXPECT_EQ(ask(other, "SELECT count(*) FROM sqlite_schema"), "1");
}

TEST(Opening, SaysThatTheFolderCannotBeMade) {
    Folder folder;
    std::ofstream(folder.path() / "file") << "in the way";
    EXPECT_EQ(refusal(folder.path() / "file" / "amends.db").retry, base::Retry::after_change);
}

TEST(Opening, SetsADamagedDatabaseAsideOnceAndRefusesIt) {
    Folder folder;
    open_store(folder.database());
    {
        std::fstream file(folder.database(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(100);
        file << std::string(3000, 'x');
    }
    const base::Error error = refusal(folder.database());
    EXPECT_EQ(error.retry, base::Retry::after_change);
    EXPECT_THAT(error.message, HasSubstr("damaged"));
    EXPECT_THAT(error.message, HasSubstr("amends.db.damaged-20261126T080000Z"));
    EXPECT_EQ(mode_of(folder.database().string() + ".damaged-20261126T080000Z"), "600");
    const auto names = names_in(folder.database().parent_path());
    refusal(folder.database());
    EXPECT_EQ(names_in(folder.database().parent_path()), names) << "one copy of one damage is enough";
}

TEST(Opening, SetsAFileThatIsNoDatabaseAside) {
    Folder folder;
    fs::create_directories(folder.database().parent_path());
    std::ofstream(folder.database()) << std::string(9000, 'z');
    EXPECT_THAT(refusal(folder.database()).message, HasSubstr("damaged"));
    EXPECT_EQ(fs::file_size(folder.database().string() + ".damaged-20261126T080000Z"), 9000U);
}

TEST(Opening, NoticesRowsThatBelongToNothing) {
    Folder folder;
    stored(*open_store(folder.database()), sample_commit(sample_letter(1)));
    ASSERT_EQ(attack(folder.database(), "PRAGMA foreign_keys = OFF; DELETE FROM letters"), "");
    EXPECT_THAT(refusal(folder.database()).message, HasSubstr("belongs to nothing"));
}

// Migrations

std::string schema_of(const fs::path& database) {
    return ask(database,
               "SELECT group_concat(type || name || coalesce(sql, ''), char(10)) FROM "
               "(SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name)");
}

fs::path fixture_in(const Folder& folder, const std::string& name) {
    std::ifstream script(std::string(AMENDS_TESTS) + "/store/fixtures/" + name);
    const std::string sql{std::istreambuf_iterator<char>(script), {}};
    EXPECT_FALSE(sql.empty());
    fs::create_directories(folder.database().parent_path());
    EXPECT_EQ(attack(folder.database(), sql), "");
    return folder.database();
}

class Fixture : public ::testing::TestWithParam<int> {
protected:
    [[nodiscard]] std::string name() const { return fmt::format("v{}.sql", GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Versions, Fixture, ::testing::Range(1, store::migrations().back().version + 1));

TEST_P(Fixture, IsOpenedForEver) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, name()));
    const auto letters = store->letters({.with_closed = true});
    ASSERT_TRUE(letters) << letters.error().message;
    EXPECT_EQ(letters->size(), 9U);
    int outbox = 0;
    for (const ports::LetterRow& row : *letters) {
        EXPECT_FALSE(row.steps.empty());
        EXPECT_EQ(row.letter.recipients.size(), 2U);
        for (const core::Step& step : row.steps) {
            outbox += store->outbox_of_step(row.letter.id, step.key, core::ActionKind::send)->has_value() ? 1 : 0;
        }
    }
    EXPECT_EQ(outbox, 8) << "one send in each state of the outbox";
    EXPECT_EQ(store->outbox_open("work")->size(), 6U) << "five states that are not proved done, and the summary";
    EXPECT_EQ(store->journal({}, "", 0)->size(), 27U);
    EXPECT_EQ(store->cursors("work")->size(), 1U);
    EXPECT_EQ(*store->first_start("work", {0}), morning);
    EXPECT_EQ((*store->hold("work"))->since, morning);
    EXPECT_EQ(*store->begin_reading("work", "INBOX", 7, 41), 1);
    EXPECT_EQ(*store->fact("zone_data"), "2026a");
    EXPECT_EQ((*store->slice({1}, morning))->account.sends_in_hour, 3) << "committing, unknown and sent count";
    EXPECT_EQ(*store->undo(morning), base::LetterId{9});
}

TEST(Fixtures, OfSchema3HavePromises) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v3.sql"));
    const auto row = store->letter({1});
    ASSERT_TRUE(row && *row);
    const core::Letter& letter = (*row)->letter;
    EXPECT_EQ(letter.situation, "missed_deadline");
    ASSERT_EQ(letter.promises.size(), 4U);
    EXPECT_EQ(letter.promises[0].words, "You will have the corrected plans by noon on Friday — both sheets.");
    EXPECT_EQ(core::due_in_words(letter.promises[0]), "Friday 2026-11-27 12:00 (Europe/Berlin)");
    EXPECT_EQ(core::in_words(letter.promises[1].rhythm.value()), "every Monday");
    EXPECT_EQ(letter.promises[1].slips, 1);
    EXPECT_TRUE(letter.promises[2].ambiguous && !letter.promises[2].due);
    EXPECT_EQ(letter.promises[3].state, core::PromiseState::kept);
    EXPECT_EQ((*row)->steps.back().key, (core::StepKey{core::StepKind::slipped_message, 1}));
    EXPECT_EQ((*row)->steps.back().promise, 3);
}

TEST(Fixtures, OfSchema4KnowWhoAnswers) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v4.sql"));
    const auto candidates = store->candidates("work", {{"private@elsewhere.example", {}}});
    ASSERT_EQ(candidates->size(), 1U);
    EXPECT_EQ(candidates->front().letter, base::LetterId{1});
    EXPECT_EQ(store->offsets("client1@client.example")->size(), 1U);
}

TEST(Fixtures, OfSchema5KnowWhatIsSeriousAndWhatLiesUnsent) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v5.sql"));
    EXPECT_EQ((*store->letter({2}))->letter.severity, guide::Offence::serious);
    EXPECT_EQ((*store->letter({1}))->letter.severity, std::nullopt);
    const auto drafts = store->unsent_drafts("work");
    ASSERT_EQ(drafts->size(), 2U);
    EXPECT_EQ(drafts->front().draft.message_id, base::MessageId{"draft@mua.example"});
    EXPECT_EQ(drafts->front().draft.due, morning + std::chrono::hours{24});
    EXPECT_EQ(drafts->back().draft.reminded_at, morning);
    EXPECT_EQ(drafts->back().reminder, base::MessageId{"reminder@user.example"});
}

TEST(Fixtures, OfSchema6KnowWhatACheckInMayRepeat) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v6.sql"));
    EXPECT_EQ((*store->letter({2}))->letter.repair, "We have drawn the plans again at our cost.");
    EXPECT_EQ((*store->letter({2}))->letter.change, "A second person now reads each plan.");
    EXPECT_EQ((*store->letter({1}))->letter.repair, "");
}

TEST(Fixtures, OfSchema7KnowWhoIsGone) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v7.sql"));
    const auto recipients = (*store->letter({3}))->letter.recipients;
    EXPECT_TRUE(recipients[0].gone && recipients[0].bounced);
    EXPECT_EQ(recipients[0].instead, "desk@client.example");
    EXPECT_FALSE(recipients[1].gone);
}

TEST(Fixtures, OfSchema8KnowWhyTheSendsAreHeld) {
    Folder folder;
    const auto store = open_store(fixture_in(folder, "v8.sql"));
    const core::AccountHold hold{core::HoldCause::restored, morning, "until Monday", true};
    EXPECT_EQ(*store->hold("work"), hold);
    EXPECT_EQ(*store->last_turn("work"), (core::ClockReading{morning, "boot", std::chrono::hours{3}}));
    const auto before = open_store(fixture_in(Folder(), "v7.sql"));
    EXPECT_EQ((*before->hold("work"))->because, core::HoldCause::user) << "what was held before was ordered";
}

TEST_P(Fixture, GetsTheSchemaOfAFreshDatabase) {
    Folder old;
    Folder fresh;
    open_store(fixture_in(old, name()));
    open_store(fresh.database());
    EXPECT_EQ(schema_of(old.database()), schema_of(fresh.database()));
}

void add_a_column(store::Database& database) { database.raw().exec("ALTER TABLE facts ADD COLUMN noted_at INTEGER"); }

void break_off(store::Database& database) {
    add_a_column(database);
    database.raw().exec("INSERT INTO no_such_table VALUES (1)");
}

TEST(Migrations, LeaveABackupBesideTheDatabaseFirst) {
    Folder folder;
    stored(*open_store(folder.database()), sample_commit(sample_letter(1)));
    {
        store::Database database(folder.database(), morning);
        auto known = store::migrations();
        known.push_back({known.back().version + 1, add_a_column});
        store::migrate(database, known, morning);
        EXPECT_EQ(database.schema_version(), known.back().version);
    }
    const fs::path backup = folder.database().string() + ".backup-v8-20261126T080000Z";
    EXPECT_EQ(mode_of(backup), "600");
    const auto store = open_store(backup);
    EXPECT_EQ(store->letters({})->size(), 1U);
}

TEST(Migrations, ChangeNothingWhereOneFails) {
    Folder folder;
    open_store(folder.database());
    const std::string before = schema_of(folder.database());
    {
        store::Database database(folder.database(), morning);
        auto known = store::migrations();
        known.push_back({known.back().version + 1, break_off});
        EXPECT_THROW(store::migrate(database, known, morning), SQLite::Exception);
    }
    EXPECT_EQ(schema_of(folder.database()), before);
    EXPECT_TRUE(store::SqliteStore::open({folder.database(), morning, {}}));
}

TEST(Migrations, AreNumberedFromOneWithoutAGap) {
    int expected = 1;
    for (const store::Migration& migration : store::migrations()) EXPECT_EQ(migration.version, expected++);
}

}  // namespace
}  // namespace amends::store_test
