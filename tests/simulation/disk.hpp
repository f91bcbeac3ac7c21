#pragma once
// The disk of a simulated machine, and the SQLite VFS "simulated" through which the store uses it. It keeps apart what
// is written and what is synced: a power cut loses, keeps or tears each write that was not synced. One process at a
// time; the VFS works on the disk that was installed last.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/dice.hpp"
#include "tests/simulation/steps.hpp"

namespace amends::simulation {

class Disk {
public:
    /// How many of the next operations fail, and whether files can grow.
    struct Trouble {
        bool full = false;
        int reads = 0;
        int writes = 0;
        int syncs = 0;
    };
    /// A write, or where `bytes` is empty, a new length.
    struct Change {
        std::size_t at = 0;
        std::string bytes;
    };
    struct File {
        std::string bytes;                ///< as everybody reads them
        std::string safe;                 ///< as they were when they were synced last
        std::vector<Change> unsafe;       ///< since then
        bool entry_is_safe = false;       ///< the name itself would be there after a power cut
        bool removed = false;             ///< gone, but a power cut may bring it back
        std::vector<std::string> shared;  ///< SQLite's index of the log, which no process leaves behind
    };
    struct Counts {
        std::uint64_t writes = 0, syncs = 0, failed = 0, lost = 0, torn = 0;
    };

    explicit Disk(Steps& steps) : steps_(steps) {}
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    /// The name that the store is opened with. From now on the VFS works on this disk.
    const char* install();

    /// All files as they would be copied by a backup of a stopped machine, and back.
    [[nodiscard]] std::map<std::string, std::string> copy() const;
    void put_back(const std::map<std::string, std::string>& files);
    /// What was not synced is lost, kept or torn, each write for itself.
    void cut_power(Dice& dice);

    Trouble trouble;
    Counts counts;

    // For the VFS.
    File* find(const std::string& name);
    File& make(const std::string& name) { return files_[name]; }
    [[nodiscard]] Steps& steps() { return steps_; }
    int read(File& file, void* into, int amount, std::int64_t at);
    int write(File& file, const void* from, int amount, std::int64_t at);
    int resize(File& file, std::int64_t size);
    int sync(File& file);
    int remove(const std::string& name, bool sync_folder);

private:
    static void apply(std::string& to, const Change& change);

    Steps& steps_;
    std::map<std::string, File> files_;
};

}  // namespace amends::simulation
