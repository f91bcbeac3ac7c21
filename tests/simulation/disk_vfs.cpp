// The SQLite VFS over a Disk. One process has the database to itself, so that locks hold nobody up.
#include <sqlite3.h>

#include <cstring>
#include <utility>

#include "tests/simulation/disk.hpp"

namespace amends::simulation {

namespace {

Disk* installed = nullptr;

struct OpenFile {
    sqlite3_file base;  // first: SQLite sees only this
    std::string* name;
};

OpenFile& of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

Disk::File* content(sqlite3_file* file) { return installed == nullptr ? nullptr : installed->find(*of(file).name); }

int on_close(sqlite3_file* file) {
    delete std::exchange(of(file).name, nullptr);
    return SQLITE_OK;
}

int on_read(sqlite3_file* file, void* into, int amount, sqlite3_int64 at) {
    Disk::File* bytes = content(file);
    return bytes == nullptr ? SQLITE_IOERR_READ : installed->read(*bytes, into, amount, at);
}

int on_write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at) {
    Disk::File* bytes = content(file);
    return bytes == nullptr ? SQLITE_IOERR_WRITE : installed->write(*bytes, from, amount, at);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
    Disk::File* bytes = content(file);
    return bytes == nullptr ? SQLITE_IOERR_TRUNCATE : installed->resize(*bytes, size);
}

int on_sync(sqlite3_file* file, int) {
    Disk::File* bytes = content(file);
    return bytes == nullptr ? SQLITE_IOERR_FSYNC : installed->sync(*bytes);
}

int on_size(sqlite3_file* file, sqlite3_int64* size) {
    const Disk::File* bytes = content(file);
    if (bytes == nullptr) return SQLITE_IOERR_FSTAT;
    *size = static_cast<sqlite3_int64>(bytes->bytes.size());
    return SQLITE_OK;
}

int on_lock(sqlite3_file*, int) { return SQLITE_OK; }

int on_check_lock(sqlite3_file*, int* held) {
    *held = 0;
    return SQLITE_OK;
}

int on_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int on_shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    *memory = nullptr;
    Disk::File* bytes = content(file);
    if (bytes == nullptr || !installed->steps().alive()) return SQLITE_IOERR_SHMMAP;
    auto& regions = bytes->shared;
    const auto wanted = static_cast<std::size_t>(region);
    if (wanted >= regions.size()) {
        if (extend == 0) return SQLITE_OK;
        while (regions.size() <= wanted) regions.emplace_back(static_cast<std::size_t>(size), '\0');
    }
    *memory = regions[wanted].data();
    return SQLITE_OK;
}

int on_shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void on_shm_barrier(sqlite3_file*) {}

int on_shm_unmap(sqlite3_file* file, int) {
    if (Disk::File* bytes = content(file)) bytes->shared.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods methods{
    2,           on_close,       on_read,       on_write,   on_truncate, on_sync,         on_size,
    on_lock,     on_lock,        on_check_lock, on_control, sector_size, characteristics, on_shm_map,
    on_shm_lock, on_shm_barrier, on_shm_unmap,  nullptr,    nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;
    // Without a name it is for what does not fit into memory, which nothing of ours asks for.
    if (name == nullptr || installed == nullptr || !installed->steps().alive()) return SQLITE_CANTOPEN;
    const bool may_make = (flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB)) != 0;
    if (installed->find(name) == nullptr) {
        if (!may_make || !installed->steps().take()) return SQLITE_CANTOPEN;
        installed->make(name) = {};
        installed->steps().take();
    }
    of(file).name = new std::string(name);
    file->pMethods = &methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
    return installed == nullptr ? SQLITE_IOERR_DELETE : installed->remove(name, sync_folder != 0);
}

int has_access(sqlite3_vfs*, const char* name, int, int* answer) {
    const Disk::File* file = installed == nullptr ? nullptr : installed->find(name);
    *answer = file != nullptr && !file->bytes.empty() ? 1 : 0;
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int room, char* out) {
    if (std::strlen(name) >= static_cast<std::size_t>(room)) return SQLITE_CANTOPEN;
    std::strcpy(out, name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int amount, char* out) {
    std::memset(out, 7, static_cast<std::size_t>(amount));
    return amount;
}

int no_rest(sqlite3_vfs*, int microseconds) { return microseconds; }

int current_time(sqlite3_vfs*, double* julian_day) {
    *julian_day = 2461000.5;  // no statement of ours asks for it
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs* the_vfs() {
    static sqlite3_vfs vfs{1,         sizeof(OpenFile), 512,        nullptr,   "simulated",  nullptr,
                           open_file, delete_file,      has_access, full_name, nullptr,      nullptr,
                           nullptr,   nullptr,          randomness, no_rest,   current_time, last_error,
                           nullptr,   nullptr,          nullptr,    nullptr};
    return &vfs;
}

}  // namespace

Disk::~Disk() {
    if (installed == this) installed = nullptr;
}

const char* Disk::install() {
    installed = this;
    sqlite3_vfs_register(the_vfs(), 0);
    // The salts of a new log come from here: each history begins with the same ones.
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, 20260302, nullptr);
    return "simulated";
}

}  // namespace amends::simulation
