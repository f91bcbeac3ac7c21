// What is left when the process or the disk gives up in the middle of a commit.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::StepKind;
using core::StepState;

const core::StepKey check_in{StepKind::check_in, 1};

ports::Commit whole_letter(int number) {
    ports::Commit change =
        sample_commit(sample_letter(number, std::to_string(number) + "@client.example"),
                      {sample_step(check_in, morning, StepState::acting), sample_step({StepKind::call, 1}, morning)});
    change.thread = {{"answer-" + std::to_string(number) + "@client.example"}};
    change.outbox = {sample_item({number}, check_in, ActionKind::append_draft)};
    change.outbox[0].letter = {};
    change.cursor = ports::Cursor{account, "INBOX", 1, static_cast<ports::Uid>(number + 1), 0};
    return change;
}

/// Everything that whole_letter wrote is there, or nothing of it.
void expect_whole(ports::Store& store, int number) {
    const auto row = store.letter({number});
    ASSERT_TRUE(row && *row) << "letter " << number;
    EXPECT_EQ((*row)->steps.size(), 2U);
    EXPECT_EQ(store.journal({number}, "", 0)->size(), 1U);
    EXPECT_TRUE(store.outbox_of_step({number}, check_in, ActionKind::append_draft)->has_value());
    EXPECT_EQ(store.thread_entries(account, {{"answer-" + std::to_string(number) + "@client.example"}})->size(), 1U);
}

int writes_left = 0;

/// Writes as SQLite asked, until the last one: that is torn in half, and the process is killed.
ssize_t write_or_die(int file, const void* bytes, std::size_t size, off_t at) {
    if (--writes_left == 0) {
        if (::pwrite(file, bytes, size / 2, at) >= 0) ::kill(::getpid(), SIGKILL);
        ::pause();
    }
    return ::pwrite(file, bytes, size, at);
}

void die_at_write(int number) {
    writes_left = number;
    sqlite3_vfs* files = sqlite3_vfs_find(nullptr);
    for (const char* call : {"pwrite", "pwrite64"}) {
        files->xSetSystemCall(files, call, reinterpret_cast<sqlite3_syscall_ptr>(write_or_die));
    }
}

/// Commits letters from `first` on and writes a byte to `pipe` after each, until it dies in the middle of one.
[[noreturn]] void commit_until_killed(const std::filesystem::path& database, int first, int pipe, int at_write) {
    auto store = store::SqliteStore::open({database, morning, {}});
    if (!store) ::_exit(1);
    die_at_write(at_write);
    for (int number = first;; ++number) {
        if (!(*store)->commit(whole_letter(number))) ::_exit(2);
        if (::write(pipe, "x", 1) != 1) ::_exit(3);
    }
}

TEST(Crash, LosesNothingThatWasCommittedAndKeepsNothingByHalves) {
    Folder folder;
    int stored_letters = 0;
    for (int round = 0; round < 50; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            commit_until_killed(folder.database(), stored_letters + 1, ends[1], 1 + 3 * round);
        }
        ::close(ends[1]);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
        int confirmed = 0;
        for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) ++confirmed;
        ::close(ends[0]);

        auto store = open_store(folder.database());
        const auto letters = static_cast<int>(store->letters({})->size());
        EXPECT_EQ(letters, stored_letters + confirmed) << "the last write of a commit was torn";
        for (int number = stored_letters + 1; number <= letters; ++number) expect_whole(*store, number);
        if (letters > 0) {
            EXPECT_EQ(store->cursors(account)->at(0).uid_next, static_cast<ports::Uid>(letters + 1));
        }
        EXPECT_EQ(store->outbox_open(account)->size(), static_cast<std::size_t>(letters));
        stored_letters = letters;
    }
    EXPECT_GT(stored_letters, 50) << "some must have come through for this to mean anything";
}

/// Gives `folder` a disk of 1 MB that only this process sees; else a limit on the size of each file.
bool shrink_disk(const std::filesystem::path& folder) {
    if (::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
        ::mount("none", folder.c_str(), "tmpfs", 0, "size=1m,mode=0700") == 0) {
        return true;
    }
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{600'000, 600'000};
    return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

/// 0 where a full disk was answered as it should be.
int fill_disk(const std::filesystem::path& database) {
    auto opened = store::SqliteStore::open({database, morning, {}});
    if (!opened) return 10;
    auto& store = **opened;
    for (int number = 1; number < 5000; ++number) {
        const auto committed = store.commit(whole_letter(number));
        if (committed) continue;
        if (committed.error().retry != base::Retry::later) return 11;
        if (committed.error().message.find("isk") == std::string::npos) return 12;
        if (store.letter({number})->has_value()) return 13;
        if (!store.letter({number - 1})->has_value()) return 14;
        const auto letters = store.letters({});
        opened->reset();
        auto again = store::SqliteStore::open({database, morning, {}});
        if (!again) return again.error().retry == base::Retry::later ? 0 : 15;
        return (*again)->letters({})->size() == letters->size() ? 0 : 16;
    }
    return 17;
}

TEST(Crash, AFullDiskIsAnErrorThatPasses) {
    Folder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        std::filesystem::create_directory(folder.path() / "disk");
        if (!shrink_disk(folder.path() / "disk")) ::_exit(20);
        ::_exit(fill_disk(folder.path() / "disk" / "amends.db"));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace amends::store_test
