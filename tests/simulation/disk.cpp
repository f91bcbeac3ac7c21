#include "tests/simulation/disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace amends::simulation {

namespace {

constexpr std::size_t sector = 512;

/// True once for each operation that is to fail.
bool fails(int& left) {
    if (left == 0) return false;
    --left;
    return true;
}

}  // namespace

void Disk::apply(std::string& to, const Change& change) {
    if (change.bytes.empty()) {
        to.resize(change.at);
        return;
    }
    if (to.size() < change.at + change.bytes.size()) to.resize(change.at + change.bytes.size());
    std::copy(change.bytes.begin(), change.bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(change.at));
}

Disk::File* Disk::find(const std::string& name) {
    const auto found = files_.find(name);
    return found == files_.end() || found->second.removed ? nullptr : &found->second;
}

int Disk::read(File& file, void* into, int amount, std::int64_t at) {
    if (!steps_.alive()) return SQLITE_IOERR_READ;
    if (fails(trouble.reads)) {
        ++counts.failed;
        return SQLITE_IOERR_READ;
    }
    const auto wanted = static_cast<std::size_t>(amount);
    const auto start = std::min(static_cast<std::size_t>(at), file.bytes.size());
    const std::size_t there = std::min(wanted, file.bytes.size() - start);
    std::memcpy(into, file.bytes.data() + start, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(into) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
}

int Disk::write(File& file, const void* from, int amount, std::int64_t at) {
    if (!steps_.take()) return SQLITE_IOERR_WRITE;
    if (fails(trouble.writes)) {
        ++counts.failed;
        return SQLITE_IOERR_WRITE;
    }
    const auto start = static_cast<std::size_t>(at);
    const auto size = static_cast<std::size_t>(amount);
    if (trouble.full && start + size > file.bytes.size()) {
        ++counts.failed;
        return SQLITE_FULL;
    }
    ++counts.writes;
    Change change{start, std::string(static_cast<const char*>(from), size)};
    apply(file.bytes, change);
    file.unsafe.push_back(std::move(change));
    steps_.take();
    return SQLITE_OK;
}

int Disk::resize(File& file, std::int64_t size) {
    if (!steps_.take()) return SQLITE_IOERR_TRUNCATE;
    Change change{static_cast<std::size_t>(size), ""};
    apply(file.bytes, change);
    file.unsafe.push_back(std::move(change));
    steps_.take();
    return SQLITE_OK;
}

/// What a failed sync should have made safe is as unsafe as before; a later one does not make up for it, as Linux
/// takes it for written.
int Disk::sync(File& file) {
    if (!steps_.take()) return SQLITE_IOERR_FSYNC;
    if (fails(trouble.syncs)) {
        ++counts.failed;
        return SQLITE_IOERR_FSYNC;
    }
    ++counts.syncs;
    for (const Change& change : file.unsafe) apply(file.safe, change);
    file.unsafe.clear();
    file.entry_is_safe = true;
    steps_.take();
    return SQLITE_OK;
}

int Disk::remove(const std::string& name, bool sync_folder) {
    if (!steps_.take()) return SQLITE_IOERR_DELETE;
    File* file = find(name);
    if (file == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    if (sync_folder || !file->entry_is_safe) {
        files_.erase(name);
    } else {
        file->removed = true;
        file->bytes.clear();
    }
    steps_.take();
    return SQLITE_OK;
}

std::map<std::string, std::string> Disk::copy() const {
    std::map<std::string, std::string> all;
    for (const auto& [name, file] : files_) {
        if (!file.removed) all[name] = file.bytes;
    }
    return all;
}

void Disk::put_back(const std::map<std::string, std::string>& files) {
    files_.clear();
    for (const auto& [name, bytes] : files) {
        File& file = files_[name];
        file.bytes = file.safe = bytes;
        file.entry_is_safe = true;
    }
}

void Disk::cut_power(Dice& dice) {
    for (auto file = files_.begin(); file != files_.end();) {
        File& at = file->second;
        const bool gone = (!at.entry_is_safe && dice.chance(500)) || (at.removed && dice.chance(500));
        if (gone) {
            file = files_.erase(file);
            continue;
        }
        for (Change& change : at.unsafe) {
            if (dice.chance(400)) {
                ++counts.lost;
                continue;
            }
            if (change.bytes.size() > sector && dice.chance(300)) {
                ++counts.torn;  // only its first sectors came to the disk
                change.bytes.resize(sector * dice.between(1, static_cast<std::int64_t>(change.bytes.size() / sector)));
            }
            apply(at.safe, change);
        }
        at.unsafe.clear();
        at.removed = false;
        at.entry_is_safe = true;
        at.bytes = at.safe;
        ++file;
    }
}

}  // namespace amends::simulation
