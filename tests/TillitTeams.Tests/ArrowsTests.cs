using NetArchTest.Rules;
using Xunit;

namespace TillitTeams.Tests;

/// <summary>
/// Program, TeamsRoutes, Deployment → slices → Teams | Graph | Storage | Hosting → Model → BCL.
/// </summary>
public sealed class ArrowsTests
{
    private const string Product = "TillitTeams";

    private static readonly Types Types = Types.InAssembly(typeof(Program).Assembly);

    /// <summary>What knows the whole app, and nobody in it knows.</summary>
    private static readonly string[] Composition = [$"{Product}.Program", $"{Product}.TeamsRoutes", $"{Product}.Deployment"];

    private static readonly string[] Edges = ["Teams", "Graph", "Storage", "Hosting"];

    public static TheoryData<string> Slices => [.. Folders().Except([.. Edges, "Model", "Deployment"], StringComparer.Ordinal)];

    public static TheoryData<string> EdgeFolders => [.. Edges];

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_slice_never_calls_another_slice(string slice) =>
        Holds(In(slice).ShouldNot().HaveDependencyOnAny(
            [.. Slices.Select(other => (string)other.Data).Where(other => other != slice).Select(Namespace)]));

    [Theory]
    [MemberData(nameof(EdgeFolders))]
    public void An_edge_knows_no_slice_and_not_the_composition(string edge) =>
        Holds(In(edge).ShouldNot().HaveDependencyOnAny(
            [.. Slices.Select(slice => Namespace((string)slice.Data)), .. Composition]));

    /// <summary>Hosting holds what both need: which tenants are served, and how a token is asked for.</summary>
    [Theory]
    [InlineData("Teams")]
    [InlineData("Graph")]
    [InlineData("Storage")]
    public void An_edge_to_the_world_knows_no_other(string edge) =>
        Holds(In(edge).ShouldNot().HaveDependencyOnAny(
            [.. Edges.Except([edge, "Hosting"], StringComparer.Ordinal).Select(Namespace)]));

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_slice_knows_not_the_composition(string slice) =>
        Holds(In(slice).ShouldNot().HaveDependencyOnAny(Composition));

    [Fact]
    public void The_model_stands_on_the_base_class_library_alone() =>
        Holds(In("Model").ShouldNot().HaveDependencyOnAny(
            [.. Folders().Except(["Model"], StringComparer.Ordinal).Select(Namespace), "Microsoft"]));

    [Fact]
    public void Graph_sdk_types_stay_in_the_graph_edge() =>
        Holds(Types.That().ResideInNamespaceStartingWith(Product).And().DoNotResideInNamespace(Namespace("Graph"))
            .ShouldNot().HaveDependencyOnAny("Microsoft.Graph", "Microsoft.Kiota"));

    [Fact]
    public void The_protocols_own_shapes_stay_in_the_Teams_edge()
    {
        var shapes = typeof(Program).Assembly.GetTypes()
            .Where(type => type is { Namespace: $"{Product}.Teams", IsNotPublic: true, IsNested: false } && !type.Name.StartsWith('<'))
            .Select(type => type.FullName!)
            .ToArray();

        Assert.Contains($"{Product}.Teams.ActivityJson", shapes);
        Holds(Types.That().ResideInNamespaceStartingWith(Product).And().DoNotResideInNamespace(Namespace("Teams"))
            .ShouldNot().HaveDependencyOnAny(shapes));
    }

    [Fact]
    public void The_product_never_references_the_local_tenant() =>
        Assert.DoesNotContain(
            typeof(Program).Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.Contains("Sandbox", StringComparison.Ordinal));

    private static PredicateList In(string folder) =>
        Types.That().ResideInNamespaceMatching($"^TillitTeams\\.{folder}(\\.|$)");

    private static string Namespace(string folder) => $"{Product}.{folder}";

    /// <summary>The first part of each namespace below the product's own.</summary>
    private static string[] Folders() =>
        [.. typeof(Program).Assembly.GetTypes()
            .Select(type => type.Namespace?.Split('.'))
            .Where(parts => parts is [Product, _, ..])
            .Select(parts => parts![1])
            .Distinct(StringComparer.Ordinal)];

    private static void Holds(ConditionList condition)
    {
        var result = condition.GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
