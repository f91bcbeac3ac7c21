#pragma once
// The only source of chance in a simulation: SplitMix64, whose numbers are the same on every machine and for ever.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace amends::simulation {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        return mixed ^ (mixed >> 31);
    }
    /// 0 to `bound` - 1; 0 where there is no choice.
    std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
    /// Both ends included.
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    /// True `of_thousand` times in a thousand.
    bool chance(unsigned of_thousand) { return below(1000) < of_thousand; }
    template <class T>
    const T& one_of(const std::vector<T>& values) {
        return values[static_cast<std::size_t>(below(values.size()))];
    }
    template <class T>
    T one_of(std::initializer_list<T> values) {
        return values.begin()[static_cast<std::size_t>(below(values.size()))];
    }
    /// Dice of their own for one part of the world: what another part throws does not change them.
    Dice split() { return Dice(next()); }

private:
    std::uint64_t state_;
};

}  // namespace amends::simulation
